package limbline.series;

import limbline.measure.Term;

/// What is counted. It is a type parameter of every count, proportion and result, so that patients
/// and limbs cannot be added up, nor one be the denominator of the other.
public sealed interface Unit extends Term {

    record Patients() implements Unit {

        public static final Patients UNIT = new Patients();

        @Override
        public String name() {
            return "PATIENT";
        }
    }

    /// Limbs that were infused.
    record Limbs() implements Unit {

        public static final Limbs UNIT = new Limbs();

        @Override
        public String name() {
            return "LIMB";
        }
    }

    record Infusions() implements Unit {

        public static final Infusions UNIT = new Infusions();

        @Override
        public String name() {
            return "INFUSION";
        }
    }

    /// Lesions that lay in the field of an infusion.
    record Lesions() implements Unit {

        public static final Lesions UNIT = new Lesions();

        @Override
        public String name() {
            return "LESION";
        }
    }

    /// "1 limb", "12 limbs".
    default String words(int count) {
        return count + " " + term() + (count == 1 ? "" : "s");
    }
}
