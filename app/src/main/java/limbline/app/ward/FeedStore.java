package limbline.app.ward;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import limbline.app.hl7.Bytes;
import limbline.app.hl7.Letter.State;
import limbline.app.journal.PatientKey;
import limbline.app.ward.LaboratoryMap.Code;
import limbline.app.ward.LaboratoryMap.Meaning;
import limbline.app.ward.Part.Standing;
import limbline.measure.EventId;
import limbline.patient.PatientId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The tables of the feed: messages as they came in, what became of what they report, and what
/// people said that codes and units mean.
final class FeedStore {

    /// Movements of one patient that are looked through for the one to take back.
    private static final int MOST_BELOW = 1_000;

    /// The last column: whether an earlier message of the same sender had the same control id.
    private static final String COLUMNS = """
            select id, received, peer, sender, control, type, bytes, state, reason, number, patient,
                coalesce(by, '') as by,
                control <> '' and exists (
                    select from feed_message as before
                    where before.centre = feed_message.centre
                    and before.control = feed_message.control
                    and before.sender = feed_message.sender
                    and before.id < feed_message.id) as control_used
            from feed_message
            """;

    private static final String RESULTS = """
            insert into feed_result
                (message, place, centre, key, status, issued, outcome, patient, event)
            select message::bigint, place::int, centre, key, status, issued::timestamptz, outcome,
                patient, event::uuid
            from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                ?::text[], ?::text[]) with ordinality
                as part (message, place, key, status, issued, outcome, patient, event, turn),
                (select ?::text as centre) as own
            order by turn
            on conflict do nothing
            """;

    /// The ids are compared as they are: PostgreSQL looks up no index of a table with row security
    /// by an expression that may fail, as a conversion of text may.
    private static final String SETTLED = """
            update feed_message as message
            set state = ended.state, reason = ended.reason, number = ended.number
            from unnest(?::bigint[], ?::text[], ?::text[], ?::text[])
                as ended (id, state, reason, number)
            where message.id = ended.id
            """;

    private final JdbcClient sql;
    private final String centre;

    FeedStore(JdbcClient sql, String centre) {
        this.sql = sql;
        this.centre = centre;
    }

    /// A message as it was kept.
    ///
    /// @param number the patient's, as far as one was read
    /// @param patient whom a person said it is about
    /// @param by who said so, or put it away; or empty
    /// @param controlUsed whether an earlier message of the same sender had the same control id
    record Stored(long id, Instant received, String peer, String sender, String control,
            String type, Bytes bytes, State state, String reason, String number,
            Optional<PatientId> patient, String by, boolean controlUsed) {

        /// Whether somebody, or the feed, has had to do with it before.
        boolean wasWorkedOn() {
            return !reason.isEmpty() || !by.isEmpty() || !number.isEmpty();
        }
    }

    /// What became of an earlier report.
    ///
    /// @param event that it led to and that stood at the time
    record Earlier(Standing standing, Instant issued, Optional<PatientKey> patient,
            Optional<EventId> event) {}

    /// What was done with a part.
    enum Outcome {
        RECORDED, CORRECTED, WITHDRAWN, SAME, SUPERSEDED, NOTHING, IGNORED;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// After these, it is what was reported last that holds.
    static final Set<Outcome> HOLDING = Set.of(
            Outcome.RECORDED, Outcome.CORRECTED, Outcome.WITHDRAWN, Outcome.NOTHING);

    /// One part of a message, settled.
    record Settled(Part part, Outcome outcome, Optional<PatientKey> patient,
            Optional<EventId> event) {}

    /// One line of what became of a message.
    record Line(int place, String key, String outcome, Optional<PatientId> patient) {}

    /// Messages nobody has worked on, in the order in which they came.
    List<Stored> news(int most) {
        return sql.sql(COLUMNS + "where centre = ? and state = 'new' order by id limit ?")
                .params(centre, most).query((row, _) -> stored(row)).list();
    }

    Optional<Stored> find(long id) {
        return sql.sql(COLUMNS + "where centre = ? and id = ?")
                .params(centre, id).query((row, _) -> stored(row)).optional();
    }

    /// The latest messages in a state, the last first.
    List<Stored> latest(State state, int most) {
        return sql.sql(COLUMNS + "where centre = ? and state = ? order by id desc limit ?")
                .params(centre, state.toString(), most).query((row, _) -> stored(row)).list();
    }

    Map<State, Long> counts() {
        Map<State, Long> counts = new EnumMap<>(State.class);
        for (State state : State.values()) {
            counts.put(state, 0L);
        }
        sql.sql("select state, count(*) from feed_message where centre = ? group by state")
                .param(centre)
                .query((row, _) -> counts.put(state(row.getString(1)), row.getLong(2))).list();
        return counts;
    }

    /// The places of a message that need nothing more.
    Set<Integer> settled(long message) {
        return Set.copyOf(sql.sql("select place from feed_result where message = ?")
                .param(message).query(Integer.class).list());
    }

    List<Line> lines(long message) {
        return sql.sql("""
                select place, key, outcome, patient from feed_result
                where message = ? order by place
                """)
                .param(message)
                .query((row, _) -> new Line(row.getInt("place"), row.getString("key"),
                        row.getString("outcome"),
                        Optional.ofNullable(row.getString("patient")).map(PatientId::new)))
                .list();
    }

    /// What holds of each key of which something was reported before.
    Map<String, Earlier> latest(Collection<String> keys) {
        Map<String, Earlier> latest = new HashMap<>();
        if (!keys.isEmpty()) {
            sql.sql("""
                    select distinct on (key) key, status, issued, patient, event, outcome
                    from feed_result
                    where centre = ? and key = any(?)
                    and outcome = any(?)
                    order by key, decided desc, message desc
                    """)
                    .params(centre, keys.toArray(String[]::new),
                            HOLDING.stream().map(Outcome::toString).toArray(String[]::new))
                    .query(row -> {
                        latest.put(row.getString("key"), earlier(row));
                    });
        }
        return latest;
    }

    /// What was recorded under keys that begin so, the last first.
    List<Earlier> below(String beginning) {
        return sql.sql("""
                select status, issued, patient, event, outcome from feed_result
                where centre = ? and starts_with(key, ?) and outcome in ('recorded', 'corrected')
                order by decided desc limit ?
                """)
                .params(centre, beginning, MOST_BELOW)
                .query((row, _) -> earlier(row))
                .list();
    }

    private Earlier earlier(ResultSet row) throws SQLException {
        @Nullable String patient = row.getString("patient");
        @Nullable UUID event = row.getObject("event", UUID.class);
        boolean stands = event != null && !row.getString("outcome").equals("withdrawn");
        return new Earlier(Standing.valueOf(row.getString("status")),
                row.getObject("issued", OffsetDateTime.class).toInstant(),
                Optional.ofNullable(patient).map(id -> new PatientKey(centre, new PatientId(id))),
                stands ? Optional.ofNullable(event).map(EventId::new) : Optional.empty());
    }

    /// How far a message has come, and what became of its parts.
    record Ended(long message, State state, String reason, String number, List<Settled> parts) {}

    /// Writes that down of several messages, in one statement each.
    void end(List<Ended> messages) {
        if (messages.isEmpty()) {
            return;
        }
        sql.sql(RESULTS).params(
                texts(messages, (one, _) -> String.valueOf(one.message())),
                texts(messages, (_, part) -> String.valueOf(part.part().place())),
                texts(messages, (_, part) -> part.part().key()),
                texts(messages, (_, part) -> standing(part.part()).name()),
                texts(messages, (_, part) -> part.part().issued().toString()),
                texts(messages, (_, part) -> part.outcome().toString()),
                texts(messages, (_, part) -> part.patient()
                        .map(patient -> patient.patient().value()).orElse(null)),
                texts(messages, (_, part) -> part.event().map(EventId::toString).orElse(null)),
                centre)
                .update();
        sql.sql(SETTLED).params(
                messages.stream().map(Ended::message).toArray(Long[]::new),
                texts(messages, one -> one.state().toString()),
                texts(messages, Ended::reason),
                texts(messages, Ended::number))
                .update();
    }

    private static @Nullable String[] texts(List<Ended> messages, Function<Ended, String> text) {
        return messages.stream().map(text).toArray(String[]::new);
    }

    private static @Nullable String[] texts(List<Ended> messages,
            BiFunction<Ended, Settled, @Nullable String> text) {
        List<@Nullable String> texts = new ArrayList<>();
        messages.forEach(one -> one.parts().forEach(part -> texts.add(text.apply(one, part))));
        return texts.toArray(String[]::new);
    }

    static Standing standing(Part part) {
        return part.what() instanceof Part.What.Happened happened ? happened.standing()
                : part.what() instanceof Part.What.TakenBack ? Standing.TAKEN_BACK : Standing.FINAL;
    }

    /// Empties the messages from before that became nothing for anybody here. Their rows stay.
    ///
    /// @return how many
    long empty(Instant before) {
        return sql.sql("select empty_messages(?, ?)")
                .param(centre).param(before.atOffset(ZoneOffset.UTC))
                .query(Long.class).single();
    }

    /// For a transaction of the worker. What it says need not be on the disk when it ends: if it is
    /// lost, the messages are worked on again, and nothing comes of that twice. And each statement
    /// is planned for the tables as they are: a connection keeps a plan, and one that was made when
    /// the feed was young reads all of a table that has grown.
    void asWorker() {
        sql.sql("""
                select set_config('synchronous_commit', 'off', true),
                    set_config('plan_cache_mode', 'force_custom_plan', true)
                """)
                .query((_, _) -> true).single();
    }

    /// Says how far a message has come.
    void settle(long message, State state, String reason, String number) {
        sql.sql("update feed_message set state = ?, reason = ?, number = ? where id = ?")
                .params(state.toString(), reason, number, message).update();
    }

    /// A person puts a message away, or has it worked on again.
    void person(long message, State state, String reason, Optional<PatientId> patient, String by) {
        sql.sql("""
                update feed_message
                set state = ?, reason = ?, patient = coalesce(?, patient), by = ?
                where centre = ? and id = ?
                """)
                .param(state.toString()).param(reason)
                .param(patient.map(PatientId::value).orElse(null)).param(by)
                .param(centre).param(message)
                .update();
    }

    /// Has everything that waits worked on again, after somebody said what something means.
    int again() {
        return sql.sql("""
                update feed_message set state = 'new'
                where centre = ? and state = 'waiting' and reason not like 'Half a message%'
                """)
                .param(centre).update();
    }

    Map<Code, Optional<Meaning>> saidOfCodes() {
        Map<Code, Optional<Meaning>> said = new LinkedHashMap<>();
        said("code").forEach((word, means) -> {
            String[] parts = word.split("\t", -1);
            said.put(new Code(parts[0], parts[1]),
                    means.isEmpty() ? Optional.empty() : Optional.of(Meaning.parse(means)));
        });
        return said;
    }

    Map<String, String> saidOfUnits() {
        return said("unit");
    }

    void say(Code code, Optional<Meaning> meaning, String by) {
        means("code", code.value() + "\t" + code.system(),
                meaning.map(Meaning::toString).orElse(""), by);
    }

    void sayUnit(String written, String ucum, String by) {
        means("unit", written, ucum, by);
    }

    private void means(String kind, String word, String means, String by) {
        sql.sql("insert into feed_meaning (centre, kind, word, means, by) values (?, ?, ?, ?, ?)")
                .params(centre, kind, word, means, by).update();
    }

    private Map<String, String> said(String kind) {
        Map<String, String> said = new LinkedHashMap<>();
        sql.sql("""
                select distinct on (word) word, means from feed_meaning
                where centre = ? and kind = ?
                order by word, at desc
                """)
                .params(centre, kind)
                .query((row, _) -> said.put(row.getString(1), row.getString(2))).list();
        return said;
    }

    private static State state(String text) {
        return State.valueOf(text.toUpperCase(Locale.ROOT));
    }

    private static Stored stored(ResultSet row) throws SQLException {
        return new Stored(row.getLong("id"),
                row.getObject("received", OffsetDateTime.class).toInstant(),
                row.getString("peer"), row.getString("sender"), row.getString("control"),
                row.getString("type"), new Bytes(row.getBytes("bytes")),
                state(row.getString("state")), row.getString("reason"), row.getString("number"),
                Optional.ofNullable(row.getString("patient")).map(PatientId::new),
                row.getString("by"), row.getBoolean("control_used"));
    }
}
