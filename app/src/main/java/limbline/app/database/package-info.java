/// The PostgreSQL under Limbline: embedded in the data folder, or the hospital's own by a setting.
@NullMarked
package limbline.app.database;

import org.jspecify.annotations.NullMarked;
