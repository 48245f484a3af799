package io.countersign.appsync;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the signature of a message to an Event API is made for. AppSync makes it from the message that it received, so it
 * is written in one way only: as {@code JSON.stringify} writes it.
 *
 * @see <a href="https://tc39.es/ecma262/#sec-quotejsonstring">ECMA-262, QuoteJSONString</a>
 */
public final class EventBody {

    private EventBody() {}

    /** Of a {@code subscribe}. */
    public static String subscribe(String channel) {
        return json(channel, null);
    }

    /**
     * Of a {@code publish}, on the web socket and over HTTP.
     *
     * @param events each of them JSON that was made a string
     */
    public static String publish(String channel, List<String> events) {
        return json(channel, Collections.unmodifiableList(events));
    }

    private static String json(String channel, @Nullable List<String> events) {
        StringBuilder json = new StringBuilder("{\"channel\":");
        quote(channel, json);
        if (events != null) {
            json.append(",\"events\":[");
            for (int i = 0; i < events.size(); i++) {
                json.append(i == 0 ? "" : ",");
                quote(events.get(i), json);
            }
            json.append(']');
        }
        return json.append('}').toString();
    }

    private static void quote(String text, StringBuilder json) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int escaped = "\b\t\n\f\r\"\\".indexOf(c);
            if (escaped >= 0) {
                json.append('\\').append("btnfr\"\\".charAt(escaped));
            } else if (c < ' ' || isLone(text, i)) {
                json.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        json.append('"');
    }

    /** Half of a surrogate pair, which no encoding of Unicode can carry. */
    private static boolean isLone(String text, int i) {
        char c = text.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
        }
        return Character.isLowSurrogate(c) && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
    }
}
