package limbline.app.evidence;

import com.google.errorprone.annotations.FormatMethod;
import java.util.List;
import java.util.stream.Collectors;
import limbline.evidence.CareItem;
import limbline.evidence.CaseReport;

/// A case report as Markdown: each sentence links to the rows of the timeline it rests on.
public final class CaseText {

    private final StringBuilder text = new StringBuilder();

    private CaseText() {}

    /// @param figure the address of the timeline's figure, or empty for none
    public static String markdown(CaseReport report, String figure) {
        CaseText page = new CaseText();
        page.head(report);
        page.list("3. Summary", report.summary());
        for (CaseReport.Section section : report.sections()) {
            if (section.item() == CareItem.DIAGNOSIS) {
                page.timeline(report, figure);
            }
            page.line("## %s. %s", section.item().number(), section.item().title());
            page.line("");
            page.items(section.lines(), "");
            page.items(section.gaps(), "Gap: ");
            page.line("");
        }
        page.list("What the record leaves open", report.open());
        page.line("Limbline is not a medical device. This is a draft for its authors to write out.");
        return page.text.toString();
    }

    private void head(CaseReport report) {
        line("# %s", escaped(report.title()));
        line("");
        line("**13. %s**", escaped(report.consent()));
        line("");
        line("Draft after CARE 2013 (doi:10.1186/1752-1947-7-223). Nobody is named; days are told as"
                + " months. Words that people typed are copied as they are: read them for names"
                + " before you pass this on.");
        line("");
        line("**2. Keywords:** %s", escaped(String.join(", ", report.keywords())));
        line("");
    }

    private void timeline(CaseReport report, String figure) {
        line("## 7. Timeline");
        line("");
        if (!figure.isEmpty()) {
            line("![The course as a figure](%s)", figure);
            line("");
        }
        line("| | when | since the first infusion | what | why the date is concluded |");
        line("|---|---|---|---|---|");
        report.timeline().forEach(row -> line("| <a id=\"event-%d\"></a>%d | %s | %s | %s | %s |",
                row.number(), row.number(), escaped(row.when()), escaped(row.since()),
                escaped(row.what()), escaped(row.implied())));
        line("");
    }

    private void list(String title, List<CaseReport.Line> lines) {
        line("## %s", title);
        line("");
        items(lines, "");
        line("");
    }

    private void items(List<CaseReport.Line> lines, String before) {
        lines.forEach(each -> line("- %s%s%s", before, escaped(each.text()), links(each)));
    }

    private static String links(CaseReport.Line line) {
        return line.events().stream().map(number -> "[%d](#event-%d)".formatted(number, number))
                .collect(Collectors.joining(", ", line.events().isEmpty() ? "" : " ", ""));
    }

    /// Nothing that was typed becomes markup.
    private static String escaped(String words) {
        return words.replaceAll("[\\r\\n]+", " ").replace("&", "&amp;").replace("<", "&lt;")
                .replaceAll("([\\\\`*_\\[\\]|#])", "\\\\$1");
    }

    @FormatMethod
    private void line(String format, Object... arguments) {
        text.append(arguments.length == 0 ? format : format.formatted(arguments)).append('\n');
    }
}
