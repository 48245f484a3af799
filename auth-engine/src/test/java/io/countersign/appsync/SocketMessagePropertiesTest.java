package io.countersign.appsync;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever a message looks like, all of it but the object that is put in stays to the character. */
final class SocketMessagePropertiesTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SECRET = "<the authorization>";
    private static final AuthorizationObject OBJECT = AuthorizationObject.of(Map.of("k", SECRET), refusal -> false);
    private static final String INSERTED = "\"authorization\":{\"k\":\"" + SECRET + "\"}";

    @Property(tries = 2_000)
    void aStartIsTheSameButForTheObject(@ForAll("starts") Tuple2<String, String> start) throws JsonProcessingException {
        SocketMessage message = SocketMessage.of(AppSyncApi.GRAPHQL, start.get1());
        assertThat(message).isNotNull();
        String sent = message.with(OBJECT);

        assertThat(message.body()).isEqualTo(start.get2());
        JsonNode tree = JSON.readTree(sent);
        assertThat(tree.at("/payload/extensions/authorization/k").textValue()).isEqualTo(SECRET);
        boolean extended =
                !JSON.readTree(start.get1()).at("/payload/extensions").isMissingNode();
        assertThat(cutOut(sent, extended)).isEqualTo(start.get1());
    }

    @Property(tries = 2_000)
    void anyTextIsReadWithoutFailure(@ForAll String text, @ForAll AppSyncApi api) {
        assertThat(SocketMessage.of(api, text)).isNull();
    }

    @Property(tries = 2_000)
    void aStartThatWasCutOffIsNone(@ForAll("starts") Tuple2<String, String> start, @ForAll("positions") double where) {
        String whole = start.get1().stripTrailing();
        String broken = whole.substring(0, (int) (whole.length() * where));

        assertThat(SocketMessage.of(AppSyncApi.GRAPHQL, broken)).isNull();
    }

    @Provide
    Arbitrary<Double> positions() {
        return Arbitraries.doubles().between(0, 0.99);
    }

    /** A message, and the data in it. */
    @Provide
    Arbitrary<Tuple2<String, String>> starts() {
        Arbitrary<String> data = Arbitraries.strings()
                .withChars("\"\\{}[],: \n\tüß🔑\u2028")
                .alpha()
                .ofMaxLength(30);
        Arbitrary<List<String>> others = entries().list().ofMaxSize(3);
        Arbitrary<String> extensions = Combinators.combine(entries().list().ofMaxSize(2), blanks())
                .as((entries, blank) ->
                        "\"extensions\"" + blank + ":" + blank + "{" + blank + String.join(",", entries) + blank + "}");
        return Combinators.combine(data, others, extensions.optional(), blanks(), Arbitraries.integers())
                .as((text, entries, extended, blank, order) -> {
                    List<String> payload = new ArrayList<>(entries);
                    payload.add(Math.floorMod(order, payload.size() + 1), "\"data\":" + blank + quoted(text));
                    extended.ifPresent(object -> payload.add(Math.floorMod(order >> 4, payload.size() + 1), object));
                    List<String> message = new ArrayList<>(entries);
                    message.add(
                            Math.floorMod(order >> 8, message.size() + 1),
                            "\"payload\"" + blank + ":{" + blank + String.join(blank + ",", payload) + "}");
                    message.add(Math.floorMod(order >> 12, message.size() + 1), "\"type\":" + blank + "\"start\"");
                    return Tuple.of(blank + "{" + String.join("," + blank, message) + "}" + blank, text);
                });
    }

    /** Names that are not looked for, values of every kind with such names within. */
    private static Arbitrary<String> entries() {
        return Combinators.combine(
                        Arbitraries.of("id", "x", "typ\\u0065s", "Payload", "query"),
                        Arbitraries.of(
                                "1",
                                "-1.5e3",
                                "true",
                                "\"start\"",
                                "\"}{\\\"\\\\\"",
                                "null",
                                "[]",
                                "{\"type\":\"start\",\"payload\":{\"data\":\"\",\"extensions\":{\"authorization\":1}}}",
                                "[{\"extensions\":[\"}\"]},2]"))
                .as((name, value) -> "\"" + name + "\":" + value);
    }

    private static Arbitrary<String> blanks() {
        return Arbitraries.of("", " ", "\n\t ", "\r\n");
    }

    private static String quoted(String text) {
        try {
            return JSON.writeValueAsString(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String cutOut(String sent, boolean extended) {
        if (!extended) {
            return sent.replace("\"extensions\":{" + INSERTED + "},", "");
        }
        return sent.replace(sent.contains(INSERTED + ",") ? INSERTED + "," : INSERTED, "");
    }
}
