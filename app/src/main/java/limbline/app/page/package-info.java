/// What all pages share: layout, words, errors.
@NullMarked
package limbline.app.page;

import org.jspecify.annotations.NullMarked;
