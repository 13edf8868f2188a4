/// The statistics library at the command line: `limbline stats`. It starts neither the server nor
/// the database.
@NullMarked
package limbline.app.statistics;

import org.jspecify.annotations.NullMarked;
