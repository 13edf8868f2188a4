package limbline.app.course;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The cells of the audit's CSV: RFC 4180, and nothing a spreadsheet would calculate.
class AuditPageTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            patient page | patient page
            a, b         | "a, b"
            say "no"     | "say ""no\"""
            =1+1         | '=1+1
            @sum(1,2)    | "'@sum(1,2)"
            -3           | '-3
            """)
    void aCellIsReadBackAsTheTextItWas(String text, String cell) {
        assertThat(AuditPage.cell(text)).isEqualTo(cell);
    }
}
