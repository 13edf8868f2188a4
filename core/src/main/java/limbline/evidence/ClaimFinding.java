package limbline.evidence;

/// What is found of a claim or of a row of a paper's table.
///
/// @param claim its key; "table" for what is said of the table as a whole
/// @param place in the paper
/// @param check which one, in small letters and hyphens
public record ClaimFinding(
        String claim, String place, String check, Judgement verdict, String explanation) {}
