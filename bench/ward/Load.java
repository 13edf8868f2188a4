import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// Sends messages from so many senders, each waiting for its answer, and prints answers per second.
class Load {

    private static final String MESSAGE = """
            MSH|^~\\&|LIS|LAB|LIMBLINE|WARD|202611201200||ORU^R01^ORU_R01|%s|P|2.5.1
            PID|1||N%s^^^HOSP^MR||INVENTED^PERSON||19500101|F
            PV1|1|I|W4^12^A
            ORC|RE||F%s^LIS
            OBR|1||F%s^LIS|CHEM^Chemistry^L|||202611200730|||||||||||||||202611201155|||F
            OBX|1|NM|2157-6^Creatine kinase^LN||%d|U/L^^UCUM|30-200|H|||F|||202611200730
            OBX|2|NM|2160-0^Creatinine^LN||1.1|mg/dL^^UCUM|||||F|||202611200730
            OBX|3|NM|2823-3^Potassium^LN||4.2|mmol/L^^UCUM|||||F|||202611200730
            """.strip().replace("\n", "\r");

    public static void main(String[] arguments) throws Exception {
        int port = Integer.parseInt(arguments[0]);
        int senders = Integer.parseInt(arguments[1]);
        long seconds = Long.parseLong(arguments[2]);
        String run = arguments[3];
        AtomicLong answers = new AtomicLong();
        long begin = System.nanoTime();
        long end = begin + seconds * 1_000_000_000L;
        List<Thread> threads = new ArrayList<>();
        for (int s = 0; s < senders; s++) {
            int sender = s;
            threads.add(Thread.ofPlatform().start(() -> {
                try (Socket socket = new Socket("127.0.0.1", port)) {
                    socket.setTcpNoDelay(true);
                    OutputStream out = socket.getOutputStream();
                    InputStream in = socket.getInputStream();
                    byte[] buffer = new byte[4096];
                    for (long i = 0; System.nanoTime() < end; i++) {
                        String control = run + "-" + sender + "-" + i;
                        out.write(("\u000B" + MESSAGE.formatted(
                                control, i % 500, control, control, i % 5000) + "\u001C\r")
                                .getBytes(StandardCharsets.ISO_8859_1));
                        StringBuilder answer = new StringBuilder();
                        while (answer.indexOf("\u001C\r") < 0) {
                            int read = in.read(buffer);
                            if (read < 0) {
                                throw new IllegalStateException("closed");
                            }
                            answer.append(new String(buffer, 0, read, StandardCharsets.ISO_8859_1));
                        }
                        if (answer.indexOf("MSA|AA|" + control) < 0) {
                            throw new IllegalStateException("not answered with AA: " + answer);
                        }
                        answers.incrementAndGet();
                    }
                } catch (java.io.IOException e) {
                    throw new IllegalStateException(e);
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        System.out.printf("%.0f%n", answers.get() * 1e9 / (System.nanoTime() - begin));
    }
}
