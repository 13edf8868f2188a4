package limbline.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A paper's table and claims, and what they can be held against.
///
/// @param table rows with N, ORR_pct, CR_pct, PR_pct, SD_pct, limb_salvage_pct, and under `series`
///     the keys of the published series each one tells of
/// @param series the published series themselves
public record PaperEvidence(List<PublishedSeries> table, List<Claim> claims,
        List<PublishedSeries> series, List<Measurement> measurements) {

    public PaperEvidence {
        table = List.copyOf(table);
        claims = List.copyOf(claims);
        series = List.copyOf(series);
        measurements = List.copyOf(measurements);
    }

    /// Everything that is found: row by row, then the table as a whole, then claim by claim.
    public List<ClaimFinding> findings() {
        List<ClaimFinding> findings = new ArrayList<>();
        table.forEach(row -> findings.addAll(new TableAudit(this, row).findings()));
        findings.addAll(TableAudit.ofAll(this));
        claims.forEach(claim -> findings.addAll(new ClaimAudit(this, claim).findings()));
        return findings;
    }

    Optional<PublishedSeries> row(String key) {
        return table.stream().filter(row -> row.key().equals(key)).findFirst();
    }

    /// The series a row tells of; in the order it names them; keys that are not there are
    /// passed over.
    List<PublishedSeries> sources(PublishedSeries row) {
        List<String> keys = Claim.words(row.cell("series"));
        return keys.stream().flatMap(key -> series.stream().filter(one -> one.key().equals(key)))
                .toList();
    }
}
