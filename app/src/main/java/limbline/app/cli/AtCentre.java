package limbline.app.cli;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import limbline.app.evidence.EvidenceDesk;
import limbline.app.journal.Centre;
import limbline.app.security.Role;
import limbline.app.series.Ours;
import limbline.course.AsOf;
import limbline.evidence.Outcome;
import limbline.evidence.OwnSeries;
import limbline.measure.Check;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Takes the evidence as a centre has it, with what was changed on its pages, instead of files.
final class AtCentre {

    private static final Role[] MAY_LOOK = {Role.CLINICIAN, Role.RESEARCHER, Role.DATA_MANAGER};

    @Option(names = "--centre", paramLabel = "ID", description = "The evidence as it stands at this"
            + " centre, with what was changed on its pages, instead of files.")
    private @Nullable String centre;

    @Option(names = "--recorded-by", paramLabel = "DATE", description = "With --centre: as it had"
            + " been recorded by the end of that day, or by that moment (2026-11-23T12:00:00Z).")
    private @Nullable String recordedBy;

    @Mixin
    private OnRecord data = new OnRecord();

    /// What a centre has.
    ///
    /// @param desk of its evidence
    /// @param open its record
    record Evidence(EvidenceDesk desk, OnRecord.Open open, String centre, AsOf asOf) {

        /// What its own record counts, as its page would add it; no small numbers for a researcher.
        Optional<OwnSeries> own(Outcome outcome, String modality, String unit) {
            return new Ours(open.series(), centre).of(Set.of(outcome), asOf,
                            open.role().filter(role -> role == Role.RESEARCHER).isPresent())
                    .stream()
                    .filter(row -> row.modality().equals(modality) && row.unit().equals(unit))
                    .findFirst();
        }
    }

    /// @param files that were given on the command line, null where none was
    /// @return empty where no centre is named
    <T> Optional<T> ask(Function<Evidence, T> question, @Nullable Object... files) {
        if (centre == null) {
            Check.that(recordedBy == null,
                    "--recorded-by asks what a centre had recorded; name it with --centre");
            return Optional.empty();
        }
        for (Object file : files) {
            if (file != null) {
                throw new IllegalArgumentException("--centre takes the centre's own evidence; leave"
                        + " out either --centre or " + file);
            }
        }
        Optional<Instant> recorded = Optional.ofNullable(recordedBy).map(ShowCommand::moment);
        try (OnRecord.Open open = data.open(MAY_LOOK)) {
            List<String> centres = open.centres().all().stream().map(Centre::id).toList();
            Check.that(centres.contains(centre), "there is no centre \"%s\"; there are: %s", centre,
                    String.join(", ", centres));
            EvidenceDesk desk = new EvidenceDesk(open.database().sql(), centre);
            return Optional.of(question.apply(new Evidence(
                    recorded.map(desk::asRecordedBy).orElse(desk), open, centre,
                    new AsOf(Optional.empty(), recorded))));
        }
    }
}
