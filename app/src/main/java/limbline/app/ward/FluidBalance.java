package limbline.app.ward;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import limbline.event.CareEvent.FluidGiven;
import limbline.event.WardEvent.UrineMeasured;
import limbline.ward.Episode;

/// What went in and what came out on one day after the infusion, as far as it was written down.
///
/// @param in millilitres given
/// @param out millilitres of urine
public record FluidBalance(long day, BigDecimal in, BigDecimal out) {

    public BigDecimal difference() {
        return in.subtract(out);
    }

    static List<FluidBalance> of(Episode episode) {
        TreeMap<Long, FluidBalance> days = new TreeMap<>();
        episode.all(FluidGiven.class).forEach(given -> add(days, new FluidBalance(
                given.day().used(), given.event().volume().value(), BigDecimal.ZERO)));
        episode.all(UrineMeasured.class).forEach(urine -> add(days, new FluidBalance(
                urine.day().used(), BigDecimal.ZERO, urine.event().volume().value())));
        return new ArrayList<>(days.values());
    }

    private static void add(TreeMap<Long, FluidBalance> days, FluidBalance more) {
        days.merge(more.day, more, (one, other) -> new FluidBalance(
                one.day, one.in.add(other.in), one.out.add(other.out)));
    }
}
