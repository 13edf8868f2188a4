import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/// Holds prints against PDF/A-2a and PDF/UA-1, and says what breaks them.
///
///     Validate FILE...
final class Validate {

    private Validate() {}

    public static void main(String[] files) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        boolean all = true;
        for (String file : files) {
            for (PDFAFlavour flavour : new PDFAFlavour[] {
                    PDFAFlavour.PDFA_2_A, PDFAFlavour.PDFUA_1}) {
                all &= holds(Path.of(file), flavour);
            }
        }
        System.exit(all ? 0 : 1);
    }

    private static boolean holds(Path file, PDFAFlavour flavour) throws Exception {
        try (InputStream in = Files.newInputStream(file);
                PDFAParser parser = Foundries.defaultInstance().createParser(in, flavour)) {
            ValidationResult result = Foundries.defaultInstance()
                    .createValidator(flavour, false).validate(parser);
            System.out.printf("%s  PDF/%s  %s, %,d checks%n", file.getFileName(),
                    flavour == PDFAFlavour.PDFUA_1 ? "UA-1" : "A-2a",
                    result.isCompliant() ? "holds" : "DOES NOT HOLD", result.getTotalAssertions());
            Map<String, Integer> broken = new TreeMap<>();
            result.getTestAssertions().stream()
                    .filter(one -> one.getStatus() == TestAssertion.Status.FAILED)
                    .forEach(one -> broken.merge(
                            one.getRuleId().getClause() + " " + one.getMessage(), 1, Integer::sum));
            broken.forEach((rule, times) -> System.out.printf("    %s times: %s%n", times, rule));
            return result.isCompliant();
        }
    }
}
