package limbline.app.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import limbline.app.Settings;
import limbline.app.database.Database;
import limbline.app.exchange.CourseJson;
import limbline.app.journal.Centres;
import limbline.app.security.Account;
import limbline.app.security.Accounts;
import limbline.app.security.Lockout;
import limbline.app.security.Password;
import limbline.app.security.Pin;
import limbline.app.security.Pins;
import limbline.app.security.Role;
import limbline.measure.Check;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Who may sign in. Whoever may read the data folder may do this.
@Command(name = "user", mixinStandardHelpOptions = true,
        description = "Adds, lists, changes and removes the accounts that may sign in.",
        subcommands = {
            UserCommand.Add.class,
            UserCommand.Show.class,
            UserCommand.Change.class,
            UserCommand.NewPin.class,
            UserCommand.Remove.class,
            UserCommand.Restore.class,
            UserCommand.Open.class,
            UserCommand.SignOut.class,
            UserCommand.AtProvider.class,
        })
final class UserCommand {

    private UserCommand() {}

    @Command(name = "add", mixinStandardHelpOptions = true,
            description = "Adds an account. Its name is never given to anybody else.")
    static final class Add implements Callable<Integer> {

        @Parameters(paramLabel = "ACCOUNT", description = "What is typed at sign-in.")
        String name = "";

        @Option(names = "--called", paramLabel = "NAME", required = true,
                description = "The person's name, as the pages show it.")
        String called = "";

        @Option(names = "--role", paramLabel = "ROLE", required = true,
                description = "One of clinician, theatre, ward, researcher, data-manager,"
                        + " administrator.")
        String role = "";

        @Option(names = "--centre", paramLabel = "CENTRE",
                description = "The one centre the account is for; else it may sign in at each that"
                        + " this database holds.")
        @Nullable String centre;

        @Mixin
        NewPassword password = new NewPassword();

        @Mixin
        DataFolder data = new DataFolder();

        @Spec
        CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() {
            Role as = Role.parse(role);
            Settings settings = data.settings();
            Password wanted = password.ask(name, settings, called);
            try (Database database = data.open(settings)) {
                if (centre != null) {
                    Check.that(new Centres(database.sql()).knows(centre),
                            "the centre %s is not known here", centre);
                }
                Accounts accounts = new Accounts(database.dataSource());
                Account account = accounts.add(name, called, as, wanted, false);
                if (centre != null) {
                    accounts.keepTo(name, centre);
                }
                spec.commandLine().getOut().printf("%s (%s) may sign in as %s.%n",
                        account.called(), as, account.name());
            }
            return Main.DONE;
        }
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists the accounts.")
    static final class Show implements Callable<Integer> {

        @Option(names = "--json", description = "As JSON, one account a line.")
        boolean json;

        @Mixin
        DataFolder data = new DataFolder();

        @Spec
        CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() {
            PrintWriter out = spec.commandLine().getOut();
            try (Database database = data.open(data.settings())) {
                List<Accounts.Listed> accounts = new Accounts(database.dataSource()).list();
                accounts.forEach(listed -> out.println(json ? asJson(listed) : asText(listed)));
                if (accounts.isEmpty() && !json) {
                    out.println("There is no account yet; add one with: user add");
                }
            }
            return Main.DONE;
        }

        private static String asText(Accounts.Listed listed) {
            Account account = listed.account();
            return "%-20s %-14s %-30s last signed in: %s%s".formatted(account.name(),
                    account.role(), account.called(), lastSignedIn(listed, "never"),
                    account.demonstration() ? "  (demonstration)" : "");
        }

        private static String asJson(Accounts.Listed listed) {
            Account account = listed.account();
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("account", account.name());
            values.put("called", account.called());
            values.put("role", account.role().toString());
            values.put("demonstration", account.demonstration());
            values.put("signedIn", lastSignedIn(listed, ""));
            return CourseJson.line(values);
        }

        private static String lastSignedIn(Accounts.Listed listed, String never) {
            return listed.signedIn().map(Instant::toString).orElse(never);
        }
    }

    @Command(name = "password", mixinStandardHelpOptions = true,
            description = "Gives an account another password, and ends its sessions.")
    static final class Change extends OfAccount implements Callable<Integer> {

        @Mixin
        NewPassword password = new NewPassword();

        @Override
        public Integer call() {
            Settings settings = data.settings();
            Password wanted = password.ask(name, settings);
            try (Database database = data.open(settings)) {
                new Accounts(database.dataSource()).changePassword(name, wanted);
            }
            return done("%s has another password.".formatted(name));
        }
    }

    @Command(name = "pin", mixinStandardHelpOptions = true,
            description = "Gives an account a PIN, with which the person confirms beside a"
                    + " colleague what takes two people.")
    static final class NewPin extends OfAccount implements Callable<Integer> {

        @Option(names = "--pin-file", paramLabel = "FILE",
                description = "Take the PIN from the first line of this file; else it is asked"
                        + " for.")
        private @Nullable Path file;

        @Override
        public Integer call() {
            Pin wanted = new Pin(Secret.typedTwice("PIN", name, file));
            Settings settings = data.settings();
            try (Database database = data.open(settings)) {
                new Pins(database.dataSource(), settings.isLocal()).set(name, wanted);
            }
            return done("%s has a PIN.".formatted(name));
        }
    }

    @Command(name = "remove", mixinStandardHelpOptions = true,
            description = "Removes an account, and ends its sessions: it is kept out everywhere, by"
                    + " password, passkey, provider, PIN and ticket. What it recorded stays.")
    static final class Remove extends OfAccount implements Callable<Integer> {

        @Override
        public Integer call() {
            try (Database database = data.open(data.settings())) {
                new Accounts(database.dataSource()).remove(name);
            }
            return done("%s may not sign in any more.".formatted(name));
        }
    }

    @Command(name = "restore", mixinStandardHelpOptions = true,
            description = "Lets a removed account in again, with the password it had.")
    static final class Restore extends OfAccount implements Callable<Integer> {

        @Override
        public Integer call() {
            try (Database database = data.open(data.settings())) {
                new Accounts(database.dataSource()).restore(name);
            }
            return done("%s may sign in again.".formatted(name));
        }
    }

    @Command(name = "open", mixinStandardHelpOptions = true,
            description = "Opens an account that too many failed sign-ins have closed.")
    static final class Open extends OfAccount implements Callable<Integer> {

        @Override
        public Integer call() {
            Settings settings = data.settings();
            try (Database database = data.open(settings)) {
                new Lockout(database.dataSource(), settings.signIn().tries()).open(name);
            }
            return done("%s may sign in again.".formatted(name));
        }
    }

    @Command(name = "sign-out", mixinStandardHelpOptions = true,
            description = "Ends every session of an account, and the screens in theatre that they"
                    + " opened.")
    static final class SignOut extends OfAccount implements Callable<Integer> {

        @Override
        public Integer call() {
            try (Database database = data.open(data.settings())) {
                new Accounts(database.dataSource()).endSessions(name);
            }
            return done("%s is signed out everywhere.".formatted(name));
        }
    }

    @Command(name = "at-provider", mixinStandardHelpOptions = true,
            description = "Says what the hospital's single sign-on calls the person of an account.")
    static final class AtProvider extends OfAccount implements Callable<Integer> {

        @Parameters(index = "1", paramLabel = "NAME", description = "The value of oidc.claim.")
        String person = "";

        @Override
        public Integer call() {
            try (Database database = data.open(data.settings())) {
                new Accounts(database.dataSource()).callAtProvider(name, person);
            }
            return done("%s may sign in as %s there.".formatted(name, person));
        }
    }

    /// What changes an account.
    abstract static class OfAccount {

        @Parameters(index = "0", paramLabel = "ACCOUNT")
        String name = "";

        @Mixin
        DataFolder data = new DataFolder();

        @Spec
        private CommandSpec spec = CommandSpec.create();

        Integer done(String said) {
            spec.commandLine().getOut().println(said);
            return Main.DONE;
        }
    }

    /// A new password, from a file or typed twice.
    static final class NewPassword {

        @Option(names = "--password-file", paramLabel = "FILE",
                description = "Take the password from the first line of this file; else it is asked"
                        + " for.")
        private @Nullable Path file;

        /// @param more names that everybody here knows
        Password ask(String name, Settings settings, String... more) {
            Password wanted = new Password(Secret.typedTwice("password", name, file));
            wanted.refuseMadeOf(Stream.of(settings.signIn().knownWords().stream(),
                    Stream.of(name, settings.centre()), Stream.of(more))
                    .flatMap(words -> words).toList());
            return wanted;
        }
    }
}
