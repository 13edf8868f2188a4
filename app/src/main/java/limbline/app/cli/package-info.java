/// The commands: one class each. They start no web server but `serve` and `demo`.
@NullMarked
package limbline.app.cli;

import org.jspecify.annotations.NullMarked;
