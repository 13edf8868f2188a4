package limbline.measure;
import static org.assertj.core.api.Assertions.assertThat;
import org.junit.jupiter.api.Test;
class SmokeTest { @Test void runs() { assertThat(getClass().getName()).endsWith("SmokeTest"); } }
