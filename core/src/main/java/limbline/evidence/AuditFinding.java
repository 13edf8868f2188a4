package limbline.evidence;

/// What the audit says of one cell.
///
/// @param key of the series
/// @param field the column
/// @param explanation the arithmetic in one line, and what reading would make the number right
public record AuditFinding(String key, String field, Judgement verdict, String explanation) {

    AuditFinding and(AuditFinding other) {
        return new AuditFinding(key, field, verdict.and(other.verdict),
                explanation + " " + other.explanation);
    }
}
