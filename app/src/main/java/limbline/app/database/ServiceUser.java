package limbline.app.database;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Who PostgreSQL runs as. It refuses to run as root, so root hands it to somebody else.
///
/// @param prefix what goes before the command
/// @param uid who owns the files of the database
/// @param gid the group of those files
record ServiceUser(List<String> prefix, int uid, int gid) {

    private static final List<String> NAMES = List.of("limbline", "nobody");

    ServiceUser {
        prefix = List.copyOf(prefix);
    }

    /// Who runs the database that lives, or will live, in `cluster`, a folder below `folder`.
    ///
    /// An existing cluster stays with its owner, because PostgreSQL asks for exactly him. A new one
    /// of root goes to a service user (`limbline` if there is one, else `nobody`), or where that
    /// user cannot reach the folder (below a private home, say) or no such user can be had, into a
    /// user namespace, in which root is nobody.
    static ServiceUser of(Path folder, Path cluster) throws IOException {
        UnixSystem me = new UnixSystem();
        if (me.getUid() != 0) {
            return new ServiceUser(List.of(), (int) me.getUid(), (int) me.getGid());
        }
        ServiceUser namespace = new ServiceUser(List.of("unshare", "-U"), 0, 0);
        if (Files.exists(cluster)) {
            int owner = (int) Files.getAttribute(cluster, "unix:uid");
            return owner == 0 ? namespace
                    : switchingTo(owner, (int) Files.getAttribute(cluster, "unix:gid"));
        }
        for (String name : NAMES) {
            List<Integer> ids = idsOf(name);
            if (!ids.isEmpty()) {
                ServiceUser user = switchingTo(ids.getFirst(), ids.getLast());
                if (user.succeeds("test", "-x", folder.toString())) {
                    return user;
                }
            }
        }
        if (namespace.succeeds("test", "-x", folder.toString())) {
            return namespace;
        }
        throw CannotStart.because("PostgreSQL does not run as root, and no other user can reach %s:"
                + " choose a data folder that others may pass through (chmod o+x on the folders"
                + " above it), or start as another user.", folder);
    }

    /// The command as this user.
    List<String> command(List<String> command) {
        List<String> all = new ArrayList<>(prefix);
        all.addAll(command);
        return all;
    }

    /// Makes this user the owner of a file or folder.
    void own(Path path) throws IOException {
        if (!prefix.isEmpty()) {
            Files.setAttribute(path, "unix:gid", gid);
            Files.setAttribute(path, "unix:uid", uid);
        }
    }

    private static ServiceUser switchingTo(int uid, int gid) {
        return new ServiceUser(
                List.of("setpriv", "--reuid=" + uid, "--regid=" + gid, "--clear-groups"), uid, gid);
    }

    private static List<Integer> idsOf(String name) throws IOException {
        for (String line : Files.readAllLines(Path.of("/etc/passwd"))) {
            String[] fields = line.split(":", -1);
            if (fields.length > 3 && fields[0].equals(name)) {
                return List.of(Integer.parseInt(fields[2]), Integer.parseInt(fields[3]));
            }
        }
        return List.of();
    }

    private boolean succeeds(String... command) {
        return Tool.run(this, Path.of("/"), List.of(command)).exitCode() == 0;
    }
}
