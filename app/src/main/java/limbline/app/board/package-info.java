/// The tumour board over HTTP and on paper.
@NullMarked
package limbline.app.board;

import org.jspecify.annotations.NullMarked;
