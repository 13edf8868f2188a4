package limbline.app.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/// What the pages say, in one language: `words/en.properties`. A translation is one more file.
public final class Words {

    private final Map<String, String> sentences;

    private Words(Map<String, String> sentences) {
        this.sentences = sentences;
    }

    public static Words english() {
        Properties properties = new Properties();
        String file = "/words/en.properties";
        try (InputStream in = Words.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException(file + " is missing in the program");
            }
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> sentences = new HashMap<>();
        properties.forEach((key, words) -> sentences.put((String) key, (String) words));
        return new Words(sentences);
    }

    /// The words for a key, with what stands at `%s` filled in.
    ///
    /// @throws IllegalArgumentException if there are none, so that a page with a hole is never sent
    @SuppressWarnings("AnnotateFormatMethod") // the format is the file's, and checked by a test
    public String say(String key, Object... values) {
        String words = sentences.get(key);
        if (words == null) {
            throw new IllegalArgumentException("there are no words for \"" + key + "\"");
        }
        return values.length == 0 ? words : words.formatted(values);
    }

    public Set<String> keys() {
        return sentences.keySet();
    }
}
