package limbline.series;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The words of many rows, each under a number. 0 stands for none, and reads as "".
final class Words {

    private final List<String> words = new ArrayList<>(List.of(""));
    private final Map<String, Integer> places = new HashMap<>(Map.of("", 0));

    /// The same for the same word.
    int place(String word) {
        Integer known = places.get(word);
        if (known != null) {
            return known;
        }
        words.add(word);
        places.put(word, words.size() - 1);
        return words.size() - 1;
    }

    /// A patient's name. There are as many as patients, whose rows come together, so that only the
    /// last is looked at and none is kept for finding.
    int patient(String name) {
        if (!words.getLast().equals(name)) {
            words.add(name);
        }
        return words.size() - 1;
    }

    String word(int place) {
        return words.get(place);
    }

    int size() {
        return words.size();
    }
}
