/// Who may come in, and what each may do.
@NullMarked
package limbline.app.security;

import org.jspecify.annotations.NullMarked;
