package limbline.app.ward;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import limbline.measure.LabValue;
import limbline.measure.Term;
import limbline.measure.Text;
import org.fhir.ucum.Decimal;
import org.fhir.ucum.UcumEssenceService;
import org.fhir.ucum.UcumException;

/// Converts what the laboratory measured from its unit into the centre's, by UCUM. Between masses
/// and amounts of substance UCUM does not convert, since that needs the substance: its molar mass
/// is given here.
final class LaboratoryUnits {

    /// A substance whose mass and amount convert into each other, with its molar mass in g/mol from
    /// the abridged standard atomic weights of IUPAC (2021): H 1.008, C 12.011, N 14.007, O 15.999,
    /// K 39.098.
    enum Substance implements Term {
        /// C4H7N3O
        CREATININE("113.120"),
        /// CH4N2O
        UREA("60.056"),
        /// The two nitrogens of a molecule of urea: laboratories that report "urea nitrogen" weigh
        /// these only.
        UREA_NITROGEN("28.014"),
        POTASSIUM("39.098");

        private final BigDecimal gramsPerMole;

        Substance(String gramsPerMole) {
            this.gramsPerMole = new BigDecimal(gramsPerMole);
        }
    }

    /// In an exact conversion there is nothing to round; what is rounded here is a molar mass's.
    private static final MathContext EXACTLY = new MathContext(18, RoundingMode.HALF_EVEN);

    /// The library's own arithmetic errs in the twentieth digit.
    private static final MathContext UCUM_DIGITS = new MathContext(15, RoundingMode.HALF_EVEN);

    /// As [LabValue] allows.
    private static final int MOST_DECIMALS = 6;

    private static final class Ucum {

        static final UcumEssenceService SERVICE = load();

        private static UcumEssenceService load() {
            try (InputStream essence = Objects.requireNonNull(
                    UcumEssenceService.class.getResourceAsStream("/ucum-essence.xml"))) {
                return new UcumEssenceService(essence);
            } catch (UcumException | IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private record Ratio(String from, String to) {}

    /// The library reckons with its digits as text, which takes milliseconds. A laboratory has a few
    /// dozen units; whoever sends others does not fill the memory.
    private static final Map<Ratio, Optional<BigDecimal>> RATIOS = new ConcurrentHashMap<>();
    private static final Map<String, Boolean> KNOWN = new ConcurrentHashMap<>();
    private static final int MOST_KEPT = 1_000;

    private final Map<String, String> spellings;

    /// @param spellings how the laboratory writes a unit, made [#plain], and how UCUM does
    LaboratoryUnits(Map<String, String> spellings) {
        this.spellings = Map.copyOf(spellings);
    }

    /// The library multiplies a power out, so that ten characters (`U999999/L`) keep it busy for
    /// hours. No laboratory has a unit to a power above 9, or a number in it above 10*99 or 999. And
    /// `109/L` is 10*9/L of which the raised 9 was lost, and not a hundred and nine a litre.
    private static final Pattern TOO_MUCH = Pattern.compile(
            "[A-Za-z\\])}][+-]?\\d{2,}|10[*^][+-]?\\d{3,}|\\d{4,}|^10\\d+/|[^\\x20-\\x7E]");

    private static final Pattern BLANKS = Pattern.compile("\\s+");

    /// What a laboratory wrote, without blanks, and with `u` for either of the two signs for micro.
    static String plain(String written) {
        return BLANKS.matcher(written).replaceAll("").replace('µ', 'u').replace('μ', 'u');
    }

    /// Whether UCUM knows the unit.
    static boolean knows(String unit) {
        return !unit.isEmpty() && unit.length() <= 30 && !TOO_MUCH.matcher(unit).find()
                && kept(KNOWN).computeIfAbsent(unit, one -> Ucum.SERVICE.validate(one) == null);
    }

    /// Whether [#ucum] gives one.
    boolean isKnown(String written) {
        try {
            ucum(written);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /// The unit in UCUM's spelling: as the map says, as it stands there if UCUM knows it, or as one
    /// of the usual ones that differs only in its capitals.
    ///
    /// @throws IllegalArgumentException if nobody knows it
    String ucum(String written) {
        String unit = plain(written);
        String said = spellings.get(unit);
        if (said != null) {
            return said;
        }
        if (knows(unit)) {
            return unit;
        }
        Optional<String> usual = LabValue.UNITS.stream()
                .filter(one -> one.equalsIgnoreCase(unit)).findFirst();
        return usual.or(() -> spellings.entrySet().stream()
                        .filter(entry -> entry.getKey().equalsIgnoreCase(unit))
                        .map(Map.Entry::getValue).findFirst())
                .orElseThrow(() -> new IllegalArgumentException(
                        "the unit \"%s\" is not known; say what it means in UCUM"
                                .formatted(Text.shortened(written))));
    }

    /// The value in another unit, rounded to one digit more than it came with, at least four.
    ///
    /// @param from in UCUM's spelling
    /// @param to in UCUM's spelling
    /// @throws IllegalArgumentException if one does not convert into the other
    static BigDecimal convert(BigDecimal value, String from, String to,
            Optional<Substance> substance) {
        if (from.equals(to)) {
            return fitting(value);
        }
        int digits = Math.max(value.precision() + 1, 4);
        BigDecimal converted = value.multiply(factor(from, to, substance), EXACTLY);
        BigDecimal exact = converted.stripTrailingZeros();
        return fitting(exact.precision() <= digits
                ? exact : converted.round(new MathContext(digits, RoundingMode.HALF_UP)));
    }

    /// What one of `from` is in `to`.
    static BigDecimal factor(String from, String to, Optional<Substance> substance) {
        Optional<BigDecimal> plain = ratio(from, to);
        if (plain.isPresent()) {
            return plain.get();
        }
        if (substance.isPresent()) {
            BigDecimal molar = substance.get().gramsPerMole;
            Optional<BigDecimal> grams = ratio(from, "g/L");
            Optional<BigDecimal> moles = ratio("mol/L", to);
            if (grams.isPresent() && moles.isPresent()) {
                return grams.get().divide(molar, EXACTLY).multiply(moles.get(), EXACTLY);
            }
            Optional<BigDecimal> amount = ratio(from, "mol/L");
            Optional<BigDecimal> mass = ratio("g/L", to);
            if (amount.isPresent() && mass.isPresent()) {
                return amount.get().multiply(molar, EXACTLY).multiply(mass.get(), EXACTLY);
            }
        }
        throw new IllegalArgumentException("%s cannot be converted into %s%s".formatted(from, to,
                substance.map(one -> " for " + one.term().replace('-', ' ')).orElse("")));
    }

    private static Optional<BigDecimal> ratio(String from, String to) {
        return kept(RATIOS).computeIfAbsent(new Ratio(from, to), LaboratoryUnits::ratio);
    }

    private static <K, V> Map<K, V> kept(Map<K, V> answers) {
        if (answers.size() >= MOST_KEPT) {
            answers.clear();
        }
        return answers;
    }

    private static Optional<BigDecimal> ratio(Ratio ratio) {
        String from = ratio.from;
        String to = ratio.to;
        try {
            if (!Ucum.SERVICE.isComparable(from, to)) {
                return Optional.empty();
            }
            Decimal one = new Decimal("1.00000000000000000");
            return Optional.of(new BigDecimal(Ucum.SERVICE.convert(one, from, to).asDecimal())
                    .round(UCUM_DIGITS));
        } catch (UcumException e) {
            return Optional.empty();
        }
    }

    private static BigDecimal fitting(BigDecimal value) {
        BigDecimal plain = value.scale() < 0 ? value.setScale(0) : value;
        return plain.scale() > MOST_DECIMALS
                ? plain.setScale(MOST_DECIMALS, RoundingMode.HALF_UP) : plain;
    }
}
