package limbline.series;

import java.util.List;
import limbline.measure.EventId;

/// What an endpoint says of one subject, and the events it rests on.
public record Result<U extends Unit>(Subject<U> subject, Value value, List<EventId> restsOn) {

    public Result {
        restsOn = List.copyOf(restsOn);
    }
}
