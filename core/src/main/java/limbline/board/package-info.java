/// The tumour board: what the record says of each criterion of each option, and what it does not.
/// There is no score, and nothing here recommends a treatment.
@NullMarked
package limbline.board;

import org.jspecify.annotations.NullMarked;
