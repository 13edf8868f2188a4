package limbline.app.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;
import limbline.app.exchange.TextFile;
import limbline.app.hl7.Bytes;
import limbline.app.hl7.Header;
import limbline.app.hl7.Listener;
import limbline.app.hl7.Sender;
import limbline.app.hl7.Sender.Answer;
import limbline.measure.Check;
import limbline.measure.Text;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `limbline ward send`
@Command(
        name = "send",
        description = "Sends the HL7 messages of a file over MLLP and shows the answers.",
        footer = {"", "An answer counts if it names the message (MSA-2). Ends with 0 if every message"
                + " was accepted (AA), 1 if not, 2 if nothing could be sent."},
        mixinStandardHelpOptions = true)
final class WardSend implements Callable<Integer> {

    @Parameters(paramLabel = "FILE.hl7",
            description = "Messages or batches, one after the other, with MLLP framing or without.")
    private Path file = Path.of("messages.hl7");

    @Option(names = "--to", required = true, paramLabel = "HOST:PORT",
            description = "Where they are taken.")
    private String to = "";

    @Option(names = "--retries", paramLabel = "N",
            description = "Send a message again up to N times while there is no answer or AE"
                    + " (default: ${DEFAULT-VALUE}).")
    private int retries;

    @Option(names = "--wait", paramLabel = "SECONDS",
            description = "How long to wait for an answer (default: ${DEFAULT-VALUE}).")
    private int wait = 30;

    @Option(names = "--pause", paramLabel = "MILLISECONDS",
            description = "Between two messages, and before one is sent again"
                    + " (default: ${DEFAULT-VALUE}).")
    private int pause;

    @Option(names = "--tls", description = "Speak TLS; keys and authorities as Java is told them.")
    private boolean tls;

    @Option(names = "--quiet", description = "Show only answers other than AA, and the counts.")
    private boolean quiet;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        Check.that(retries >= 0 && retries <= 1_000_000, "--retries is from 0 to 1000000");
        Check.that(wait >= 1 && wait <= 3_600, "--wait is from 1 to 3600 seconds");
        Check.that(pause >= 0 && pause <= 3_600_000, "--pause is from 0 to 3600000 milliseconds");
        List<Bytes> messages = messages();
        SocketFactory sockets = tls ? SSLSocketFactory.getDefault() : SocketFactory.getDefault();
        int accepted = 0;
        int answered = 0;
        PrintWriter out = spec.commandLine().getOut();
        try (Sender sender = new Sender(sockets, address(), Duration.ofSeconds(wait))) {
            for (int i = 0; i < messages.size(); i++) {
                Answer answer = sent(sender, messages.get(i));
                accepted += answer.isAccepted() ? 1 : 0;
                answered += answer instanceof Answer.Answered ? 1 : 0;
                if (!quiet || !answer.isAccepted()) {
                    out.println(line(i + 1, messages.get(i), answer));
                }
                if (pause > 0 && i + 1 < messages.size()) {
                    Thread.sleep(pause);
                }
            }
        }
        out.printf("%,d messages: %,d accepted, %,d answered otherwise, %,d without an answer.%n",
                messages.size(), accepted, answered - accepted, messages.size() - answered);
        return accepted == messages.size() ? Main.DONE
                : answered > 0 ? Main.IN_PART : Main.REFUSED;
    }

    private Answer sent(Sender sender, Bytes message) throws InterruptedException {
        Answer answer = sender.send(message);
        for (int tries = 0; tries < retries && isWorthAnother(message, answer); tries++) {
            Thread.sleep(Math.max(pause, 100));
            answer = sender.send(message);
        }
        return answer;
    }

    private static boolean isWorthAnother(Bytes message, Answer answer) {
        return switch (answer) {
            case Answer.Answered(String code, _) -> code.equals("AE") || code.equals("CE");
            case Answer.ForAnother _, Answer.NoAnswer _ -> !Sender.wantsNone(message);
        };
    }

    private static String line(int number, Bytes message, Answer answer) {
        String control = Header.of(message.array()).map(Header::control).orElse("no MSH");
        return "%d %s: %s".formatted(number, control.isEmpty() ? "(no control id)" : control,
                switch (answer) {
                    case Answer.Answered(String code, String words) ->
                        code + (words.isEmpty() ? "" : " " + words);
                    case Answer.ForAnother(String code, String other) ->
                        "an answer (%s) came for another message, \"%s\"".formatted(
                                code, Text.shortened(other));
                    case Answer.NoAnswer(String why) -> "no answer: " + why;
                });
    }

    private List<Bytes> messages() {
        try (InputStream in = Files.newInputStream(file)) {
            List<Bytes> messages = Sender.messages(in, Listener.LONGEST);
            Check.that(!messages.isEmpty(), Files.isDirectory(file)
                    ? "%s is a folder; name a file" : "%s holds no message", file);
            return messages;
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "%s: %s".formatted(file, TextFile.why(file, e)), e);
        }
    }

    private InetSocketAddress address() {
        int colon = to.lastIndexOf(':');
        String port = colon < 0 ? "" : to.substring(colon + 1);
        Check.that(colon > 0 && port.matches("[0-9]{1,5}") && Integer.parseInt(port) <= 65_535,
                "--to is \"%s\"; write for example 127.0.0.1:2575", Text.shortened(to));
        return InetSocketAddress.createUnresolved(
                to.substring(0, colon).replaceAll("^\\[|]$", ""), Integer.parseInt(port));
    }
}
