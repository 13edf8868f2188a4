package limbline.app.series;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import limbline.series.Endpoint;
import limbline.series.Endpoint.Kind;
import limbline.series.Fact;
import limbline.series.Series;
import limbline.series.Series.Member;
import limbline.series.Unit;
import limbline.series.Value;

/// The rows of a series as CSV files with a dictionary of their columns. They hold no name, no pseudonym
/// of the record and no date: days are counted from each time zero. Somebody who may see patients gets
/// one file for each unit, with the patients numbered; a researcher what [Withheld] leaves.
final class Sheets {

    /// What would tell who or when.
    private static final Set<Fact> NEVER =
            EnumSet.of(Fact.PATIENT, Fact.DIAGNOSED, Fact.INFUSED);

    private static final List<Unit> UNITS = List.of(Unit.Patients.UNIT, Unit.Limbs.UNIT,
            Unit.Infusions.UNIT, Unit.Lesions.UNIT);

    private final Withheld shown;
    private final Series series;
    private final Map<String, String> numbers = new HashMap<>();
    private final List<String> dictionary = new ArrayList<>(List.of(
            "file,column,type,label,values,unit"));

    Sheets(Withheld shown) {
        this.shown = shown;
        this.series = shown.series();
        for (Unit unit : UNITS) {
            keys(unit).forEach(key -> numbers.computeIfAbsent(key, _ -> ""));
        }
        int next = 1;
        for (String key : numbers.keySet().stream()
                .sorted(Comparator.comparing(Sheets::mixed)).toList()) {
            numbers.put(key, "S%05d".formatted(next++));
        }
    }

    private <U extends Unit> List<String> keys(U unit) {
        return series.members(unit).stream().map(Sheets::key).toList();
    }

    private static String key(Member<?> member) {
        return member.facts().getOrDefault(Fact.CENTRE, "") + "/" + member.subject().patient();
    }

    /// An order that tells nothing of the record's.
    private static String mixed(String key) {
        try {
            return HexFormat.of().formatHex(MessageDigest
                    .getInstance("SHA-256")
                    .digest(key.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// File by its name; the dictionary last.
    Map<String, String> files() {
        Map<String, String> files = new LinkedHashMap<>();
        if (shown.least() > 0) {
            UNITS.forEach(unit -> apart(unit, files));
            files.put("dictionary.csv", String.join("\n", dictionary) + "\n");
            return files;
        }
        files.put("patients.csv", sheet("patients.csv", Unit.Patients.UNIT));
        files.put("limbs.csv", sheet("limbs.csv", Unit.Limbs.UNIT));
        files.put("infusions.csv", sheet("infusions.csv", Unit.Infusions.UNIT));
        files.put("lesions.csv", sheet("lesions.csv", Unit.Lesions.UNIT));
        files.put("dictionary.csv", String.join("\n", dictionary) + "\n");
        return files;
    }

    /// Each endpoint in a file of its own, without subjects, so that rows cannot be joined.
    private <U extends Unit> void apart(U unit, Map<String, String> files) {
        List<Member<U>> members = series.members(unit);
        List<Fact> facts = EnumSet.allOf(Fact.class).stream().filter(fact -> members.stream()
                .anyMatch(member -> member.facts().containsKey(fact))).toList();
        for (Endpoint<U> endpoint : Series.of(unit)) {
            List<String> lines = new ArrayList<>();
            for (Member<U> member : members) {
                if (member.values().containsKey(endpoint)) {
                    List<String> line = new ArrayList<>();
                    facts.forEach(fact -> line.add(cell(member.facts().getOrDefault(fact, ""))));
                    line.addAll(cells(
                            endpoint, Optional.ofNullable(member.values().get(endpoint))));
                    lines.add(String.join(",", line));
                }
            }
            if (!lines.isEmpty() && !shown.endpoints().contains(endpoint.name())) {
                String file = "rows/" + endpoint.name() + ".csv";
                List<String> head = new ArrayList<>();
                facts.forEach(fact -> describe(file, fact, head));
                head(file, endpoint, head);
                lines.sort(Comparator.naturalOrder());
                files.put(file, String.join(",", head) + "\n" + String.join("\n", lines) + "\n");
            }
        }
    }

    private void describe(String file, Fact fact, List<String> head) {
        head.add(column(fact.term()));
        describe(file, column(fact.term()), fact == Fact.AGE ? "number" : "factor", fact.words(),
                "several are separated by |; empty is not stated", "");
    }

    private <U extends Unit> String sheet(String file, U unit) {
        List<Fact> facts = EnumSet.complementOf(EnumSet.copyOf(NEVER)).stream().toList();
        List<Endpoint<U>> endpoints = Series.of(unit);
        List<String> head = new ArrayList<>(List.of("subject", "part"));
        describe(file, "subject", "text", "the patient, numbered within this export", "", "");
        describe(file, "part", "text", "which " + unit.term() + " of the patient", "", "");
        facts.forEach(fact -> describe(file, fact, head));
        endpoints.forEach(endpoint -> head(file, endpoint, head));
        List<List<String>> lines = new ArrayList<>();
        for (Member<U> member : series.members(unit)) {
            lines.add(line(member, facts, endpoints));
        }
        lines.sort(Comparator.comparing((List<String> line) -> line.get(0))
                .thenComparing(line -> line.get(1)));
        StringBuilder text = new StringBuilder(String.join(",", head)).append('\n');
        lines.forEach(line -> text.append(String.join(",", line)).append('\n'));
        return text.toString();
    }

    private void head(String file, Endpoint<?> endpoint, List<String> head) {
        String name = column(endpoint.name());
        switch (endpoint.kind()) {
            case Kind.Times kind -> {
                for (String end : List.of("", "_earliest", "_latest")) {
                    head.add(name + "_days" + end);
                    describe(file, name + "_days" + end, "number", endpoint.title()
                            + ": days from " + kind.zero() + end.replace('_', ' '), "", "days");
                }
                head.add(name + "_status");
                List<String> codes = new ArrayList<>(List.of("0=censored"));
                for (String cause : kind.causes()) {
                    codes.add(codes.size() + "=" + cause);
                }
                describe(file, name + "_status", "code", endpoint.title(),
                        String.join("; ", codes), "");
            }
            case Kind.Grades kind -> {
                head.add(name);
                describe(file, name, "factor", endpoint.title(),
                        String.join("; ", kind.levels()), "");
            }
            case Kind.Measure kind -> {
                for (String end : List.of("", "_earliest", "_latest")) {
                    head.add(name + end);
                    describe(file, name + end, "number", endpoint.title()
                            + end.replace('_', ' '), "", kind.unit());
                }
            }
        }
        head.add(name + "_why");
        describe(file, name + "_why", "text", endpoint.title() + ": why not assessable", "", "");
    }

    private <U extends Unit> List<String> line(
            Member<U> member, List<Fact> facts, List<Endpoint<U>> endpoints) {
        List<String> line = new ArrayList<>();
        line.add(numbers.getOrDefault(key(member), ""));
        line.add(cell(member.subject().name()));
        for (Fact fact : facts) {
            line.add(cell(member.facts().getOrDefault(fact, "")));
        }
        for (Endpoint<U> endpoint : endpoints) {
            line.addAll(cells(endpoint, Optional.ofNullable(member.values().get(endpoint))));
        }
        return line;
    }

    private static List<String> cells(Endpoint<?> endpoint, Optional<Value> value) {
        String why = value.filter(Value.NotAssessable.class::isInstance)
                .map(missing -> ((Value.NotAssessable) missing).why()).orElse("");
        return switch (endpoint.kind()) {
            case Kind.Times _ -> value.filter(Value.Timed.class::isInstance)
                    .map(each -> (Value.Timed) each)
                    .map(timed -> List.of("" + timed.days().used(), "" + timed.days().earliest(),
                            "" + timed.days().latest(), "" + timed.cause(), ""))
                    .orElse(List.of("", "", "", "", cell(why)));
            case Kind.Grades kind -> value.filter(Value.Graded.class::isInstance)
                    .map(each -> List.of(cell(kind.levels().get(((Value.Graded) each).level())),
                            ""))
                    .orElse(List.of("", cell(why)));
            case Kind.Measure _ -> value.filter(Value.Measured.class::isInstance)
                    .map(each -> ((Value.Measured) each).amount())
                    .map(amount -> List.of("" + amount.used(), "" + amount.earliest(),
                            "" + amount.latest(), ""))
                    .orElse(List.of("", "", "", cell(why)));
        };
    }

    private void describe(String file, String column, String type, String label, String values,
            String unit) {
        dictionary.add(String.join(",", file, column, type, cell(label), cell(values), unit));
    }

    static String column(String name) {
        return name.replace('-', '_').replace(' ', '_');
    }

    /// A cell that a spreadsheet takes for text: quoted where it must be, and never a formula.
    static String cell(String text) {
        String safe = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0
                ? "'" + text : text;
        return safe.matches("(?s).*[\",\r\n].*") ? "\"" + safe.replace("\"", "\"\"") + "\"" : safe;
    }
}
