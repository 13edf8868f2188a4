package limbline.app.hl7;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a remark says is what was written.
class MessageTest {

    /// The sequences are those of HL7 2.5.1, 2.7.
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '!', quoteCharacter = '"', textBlock = """
            5\\T\\6            ! 5&6
            a\\F\\b\\S\\c\\E\\d   ! a|b^c\\d
            x\\X41\\y          ! xAy
            one\\.br\\two      ! one/two
            \\\\lab\\share\\k  ! \\\\lab\\share\\k
            a pair \\\\ here  ! a pair \\\\ here
            \\\\              ! \\\\
            ends in \\        ! ends in \\
            \\T\\\\S\\          ! &^
            \\\\\\T\\           ! \\\\&
            50 \\ 60 \\ 70     ! 50 \\ 60 \\ 70
            """)
    void anEscapeCharacterThatBeginsNoSequenceMeansItself(String written, String read) {
        Message message = Message.read(new Bytes(("MSH|^~\\&|L|L|L|L|20261120||ORU^R01|1|P|2.5.1\r"
                + "NTE|1||" + written).getBytes(StandardCharsets.UTF_8)));

        assertThat(message.first("NTE").orElseThrow().field(3).replace('\n', '/')).isEqualTo(read);
    }
}
