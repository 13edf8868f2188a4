package limbline.app.journal;

import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import limbline.app.database.Database;
import limbline.patient.PatientId;
import org.springframework.dao.DataAccessException;

/// A process that writes without a pause, four writers with a patient each, and says of each
/// command that was acknowledged `ack EVENT`. It sends a command again until it is answered.
final class Ceaseless {

    private static final int WRITERS = 4;

    private Ceaseless() {}

    public static void main(String[] arguments) throws Exception {
        try (Database database = started(Path.of(arguments[0]))) {
            Journal journal = Texts.journal(database);
            for (int i = 0; i < WRITERS; i++) {
                PatientKey patient = new PatientKey(Texts.CENTRE, new PatientId("P-" + i));
                Thread.ofPlatform().daemon().start(() -> write(journal, patient));
            }
            System.in.read();
        }
    }

    /// A start has a limit of time, which a long campaign that is stopped for minutes (so that
    /// something else is measured) meets for no fault of its own: then it is tried once more, and
    /// said.
    private static Database started(Path folder) {
        try {
            return Database.embedded(folder);
        } catch (RuntimeException e) {
            System.err.println("start failed, tried again: " + e);
            return Database.embedded(folder);
        }
    }

    private static void write(Journal journal, PatientKey patient) {
        int position = -1;
        while (true) {
            UUID command = UUID.randomUUID();
            // Every third command is of two events, which take another way to the table.
            List<EventText> events = position % 3 == 0
                    ? List.of(Texts.draft("{\"grade\":\"I\"}"), Texts.draft("{\"grade\":\"II\"}"))
                    : List.of(Texts.draft("{\"grade\":\"III\"}"));
            boolean answered = false;
            while (!answered) {
                try {
                    position = position < 0 ? journal.read(patient).size() : position;
                    switch (journal.append(patient, position, command, "nurse", events)) {
                        case Appending.Appended(_, int last) -> {
                            acknowledge(events);
                            position = last;
                        }
                        case Appending.AlreadyWritten(var written) -> {
                            acknowledge(events);
                            position = written.getLast().position();
                        }
                        // What the killed one had under way came through after we had read.
                        case Appending.Conflict(var between) ->
                            position = between.getLast().position();
                    }
                    answered = true;
                } catch (DataAccessException e) {
                    Thread.onSpinWait(); // the database is gone; it comes back
                }
            }
        }
    }

    private static void acknowledge(List<EventText> events) {
        StringBuilder text = new StringBuilder();
        events.forEach(event -> text.append("ack ").append(event.event()).append('\n'));
        System.out.print(text);
        System.out.flush();
    }
}
