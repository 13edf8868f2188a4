package limbline.app.followup;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import limbline.followup.AfterInfusion;
import limbline.followup.AfterInfusion.Dated;
import limbline.followup.Answer;
import limbline.followup.Answers;
import limbline.followup.Look;
import limbline.followup.Part;
import limbline.patient.LesionId;
import limbline.patient.LesionSize;
import limbline.patient.Response;

/// The sizes and the response after one infusion, laid out for a page.
///
/// @param looks since the infusion, in time
/// @param lesions a row each
public record ResponseTable(Answers answers, List<LookRow> looks, List<LesionRow> lesions) {

    /// A look, with what the criterion gives for the field and for the rest.
    public record LookRow(LocalDate day, Optional<Answer> inField, Optional<Answer> outOfField) {}

    /// A lesion, with a cell for the baseline and one for each look.
    ///
    /// @param isNew whether it came up since the infusion
    public record LesionRow(LesionId lesion, Part part, boolean isNew, boolean isTarget,
            List<Cell> cells) {}

    /// @param words the size as it was written down; empty where nobody looked
    /// @param response by the criterion, of this lesion alone
    public record Cell(String words, Optional<Response> response) {}

    public ResponseTable {
        looks = List.copyOf(looks);
        lesions = List.copyOf(lesions);
    }

    static ResponseTable of(Answers answers) {
        AfterInfusion after = answers.after();
        List<Dated> dated = after.looks();
        List<LookRow> looks = dated.stream().map(look -> new LookRow(look.day(),
                answer(answers, Part.IN_FIELD, look.day()),
                answer(answers, Part.OUT_OF_FIELD, look.day()))).toList();
        List<LesionRow> rows = new ArrayList<>();
        Look baseline = after.baseline();
        for (LesionId lesion : after.lesions()) {
            List<Cell> cells = new ArrayList<>();
            Optional<LesionSize> before = size(baseline, lesion);
            cells.add(new Cell(before.map(one -> words(one)
                    + after.measuredOn(lesion).map(day -> " (" + day + ")").orElse(""))
                    .orElse(""), Optional.empty()));
            for (Dated look : dated) {
                cells.add(new Cell(size(look.look(), lesion).map(ResponseTable::words).orElse(""),
                        answers.lesions().stream().filter(answer -> answer.day().equals(look.day())
                                        && answer.lesion().equals(Optional.of(lesion)))
                                .map(answer -> answer.computed().response()).findFirst()));
            }
            rows.add(new LesionRow(lesion, after.parts().getOrDefault(lesion, Part.NOT_STATED),
                    before.isEmpty(), after.chosen().contains(lesion), cells));
        }
        return new ResponseTable(answers, looks, rows);
    }

    private static Optional<Answer> answer(Answers answers, Part part, LocalDate day) {
        return answers.of(part).stream().filter(one -> one.day().equals(day)).findFirst();
    }

    private static Optional<LesionSize> size(Look look, LesionId lesion) {
        return look.sizes().stream().filter(one -> one.lesion().equals(lesion)).findFirst();
    }

    private static String words(LesionSize size) {
        return size.toString().substring(size.lesion().value().length() + 2);
    }
}
