package limbline.evidence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import limbline.measure.Check;
import limbline.measure.Term;

/// That two series share patients, or may.
///
/// @param series the one of which it is said
/// @param why what it rests on, in words
public record Overlap(String series, String other, Relation relation, String why) {

    /// How the first stands to the second.
    public enum Relation implements Term {
        /// The same patients, told twice: another time, another criterion, another unit.
        SAME_COHORT,
        /// All of the first are in the second.
        PART_OF,
        /// They share some.
        OVERLAPS,
        /// They come from the same centre and may share some; nobody says.
        SAME_CENTRE
    }

    private static final Pattern SAID = Pattern.compile(
            "(?<before>.*?)\\b(?<verb>inside|subset of|part of|within|overlaps|same as)\\s+(?<key>\\S+)",
            Pattern.CASE_INSENSITIVE);

    public Overlap {
        Check.that(!series.equals(other), "%s: a series does not overlap with itself", series);
    }

    /// Whether it is about these two, in either order.
    boolean isBetween(String one, String another) {
        return (series.equals(one) && other.equals(another))
                || (series.equals(another) && other.equals(one));
    }

    /// What the column `overlap_group` says: "Sydney; inside mullinax2017" is a centre and a
    /// relation. Series of one centre may share patients; with the same first author and as many
    /// patients they are taken for the same cohort.
    public static List<Overlap> among(List<PublishedSeries> all) {
        Set<String> keys = all.stream().map(PublishedSeries::key).collect(Collectors.toSet());
        List<Overlap> said = new ArrayList<>();
        all.forEach(series -> said.addAll(said(series, keys)));
        List<Overlap> found = new ArrayList<>(said);
        for (int i = 0; i < all.size(); i++) {
            for (int j = 0; j < i; j++) {
                PublishedSeries one = all.get(i);
                PublishedSeries earlier = all.get(j);
                if (!one.key().equals(earlier.key()) && said.stream().noneMatch(
                        overlap -> overlap.isBetween(one.key(), earlier.key()))) {
                    ofOneCentre(one, earlier).ifPresent(found::add);
                }
            }
        }
        return found;
    }

    private static List<Overlap> said(PublishedSeries series, Set<String> keys) {
        List<Overlap> found = new ArrayList<>();
        String verb = "";
        boolean ofPart = false;
        for (String segment : series.cell("overlap_group").split("[;,]", -1)) {
            String key = segment.strip();
            Matcher said = SAID.matcher(key);
            if (said.matches()) {
                verb = said.group("verb").toLowerCase(Locale.ROOT);
                ofPart = !said.group("before").isBlank();
                key = said.group("key");
            }
            if (!verb.isEmpty() && keys.contains(key) && !key.equals(series.key())) {
                Relation relation = switch (verb) {
                    case "overlaps" -> Relation.OVERLAPS;
                    case "same as" -> Relation.SAME_COHORT;
                    default -> ofPart ? Relation.OVERLAPS : Relation.PART_OF;
                };
                found.add(new Overlap(series.key(), key, relation,
                        "\"%s\"".formatted(series.cell("overlap_group"))));
            }
        }
        return found;
    }

    private static Optional<Overlap> ofOneCentre(PublishedSeries one, PublishedSeries earlier) {
        Set<String> shared = centres(one);
        shared.retainAll(centres(earlier));
        if (shared.isEmpty()) {
            return Optional.empty();
        }
        boolean same = one.cell("first_author").equals(earlier.cell("first_author"))
                && one.count("n_patients").isPresent()
                && one.count("n_patients").equals(earlier.count("n_patients"));
        return Optional.of(new Overlap(one.key(), earlier.key(),
                same ? Relation.SAME_COHORT : Relation.SAME_CENTRE,
                "both from " + String.join(", ", shared)
                        + (same ? ", by the same author, of as many patients" : "")));
    }

    private static Set<String> centres(PublishedSeries series) {
        String first = series.cell("overlap_group").split(";", 2)[0].strip();
        if (SAID.matcher(first).matches() || first.equalsIgnoreCase("review")) {
            return new TreeSet<>();
        }
        return Arrays.stream(first.split("/", -1)).map(String::strip)
                .filter(name -> !name.isEmpty() && !name.toLowerCase(Locale.ROOT).contains("multi"))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
