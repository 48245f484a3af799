package io.countersign.appsync;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Which messages get an authorization, where, and what for. */
final class SocketMessageTest {

    private static final AuthorizationObject OBJECT = AuthorizationObject.of(Map.of("k", "v"), refusal -> false);

    @Test
    void aStartGetsItBeforeItsData() {
        assertThat(edited("{\"type\":\"start\",\"payload\":{\"data\":\"{}\"}}"))
                .isEqualTo(
                        "{\"type\":\"start\",\"payload\":{\"extensions\":{\"authorization\":{\"k\":\"v\"}},\"data\":\"{}\"}}");
    }

    @Test
    void extensionsOfTheApplicationStay() {
        assertThat(edited("{\"payload\":{\"extensions\":{\"a\":[1]},\"data\":\"{}\"},\"type\":\"start\"}"))
                .isEqualTo("{\"payload\":{\"extensions\":{\"authorization\":{\"k\":\"v\"},\"a\":[1]},"
                        + "\"data\":\"{}\"},\"type\":\"start\"}");
        assertThat(edited("{\"type\":\"start\",\"payload\":{\"data\":\"{}\",\"extensions\":{ }}}"))
                .isEqualTo("{\"type\":\"start\",\"payload\":{\"data\":\"{}\","
                        + "\"extensions\":{\"authorization\":{\"k\":\"v\"} }}}");
    }

    @Test
    void nullIsNothing() {
        assertThat(edited("{\"type\":\"start\",\"payload\":{\"data\":\"{}\",\"extensions\" : null }}"))
                .isEqualTo("{\"type\":\"start\",\"payload\":{\"data\":\"{}\","
                        + "\"extensions\" : {\"authorization\":{\"k\":\"v\"}} }}");
        assertThat(edited("{\"type\":\"start\",\"payload\":{\"data\":\"\",\"extensions\":{\"authorization\":null}}}"))
                .isEqualTo("{\"type\":\"start\",\"payload\":{\"data\":\"\","
                        + "\"extensions\":{\"authorization\":{\"k\":\"v\"}}}}");
    }

    @Test
    void theLastOfSeveralCounts() {
        assertThat(
                        edited(
                                "{\"type\":\"stop\",\"payload\":{\"data\":\"a\"},\"type\":\"start\",\"payload\":{\"data\":\"b\"}}"))
                .isEqualTo("{\"type\":\"stop\",\"payload\":{\"data\":\"a\"},\"type\":\"start\","
                        + "\"payload\":{\"extensions\":{\"authorization\":{\"k\":\"v\"}},\"data\":\"b\"}}");
        assertThat(edited("{\"type\":\"start\",\"payload\":{\"data\":\"a\"},\"type\":\"stop\"}"))
                .isNull();
        assertThat(body(AppSyncApi.GRAPHQL, "{\"type\":\"start\",\"payload\":{\"data\":\"a\",\"data\":\"b\"}}"))
                .isEqualTo("b");
    }

    @Test
    void theSignedBodyIsTheStringItselfNotItsSpelling() {
        assertThat(body(
                        AppSyncApi.GRAPHQL,
                        "{\"type\":\"start\",\"payload\":{\"data\":\"{\\\"query\\\":\\\"\\u00fc\\/\\n\\\"}\"}}"))
                .isEqualTo("{\"query\":\"ü/\n\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"start\"",
                "[{\"type\":\"start\",\"payload\":{\"data\":\"\"}}]",
                "{\"type\":\"start\",\"payload\":{\"data\":\"\"}",
                "{\"type\":\"start\",\"payload\":{\"data\":\"\"}} x",
                "{\"type\":\"start\",\"payload\":{\"data\":\"\"}}{}",
                "{\"type\":\"start\",\"payload\":{'data':\"\"}}",
                "{\"type\":\"start\",\"payload\":{\"data\":\"\",}}",
                "{\"type\":\"start\",\"payload\":{\"data\":\"\n\"}}",
                "{\"type\":\"start\",\"payload\":{\"data\":{}}}",
                "{\"type\":\"start\",\"payload\":{\"query\":\"\"}}",
                "{\"type\":\"start\",\"payload\":[\"data\"]}",
                "{\"type\":\"start\"}",
                "{\"type\":[\"start\"],\"payload\":{\"data\":\"\"}}",
                "{\"type\":\"subscribe\",\"start\":\"start\",\"payload\":{\"data\":\"\"}}",
                "{\"type\":\"start\",\"payload\":{\"data\":\"\",\"extensions\":7}}",
                "{\"type\":\"start\",\"payload\":{\"data\":\"\",\"extensions\":{\"authorization\":{}}}}",
                "{\"type\":\"start\",\"payload\":{\"data\":\"\",\"extensions\":{\"authorization\":\"mine\"}}}",
            })
    void theOthersStayAsTheyAre(String text) {
        assertThat(edited(text)).isNull();
    }

    @Test
    void eventsAreAuthorizedAtTheTop() {
        String subscribe = "{\"type\":\"subscribe\",\"id\":\"1\",\"channel\":\"\\/a\"}";
        assertThat(edited(AppSyncApi.EVENTS, subscribe))
                .isEqualTo(
                        "{\"authorization\":{\"k\":\"v\"},\"type\":\"subscribe\",\"id\":\"1\",\"channel\":\"\\/a\"}");
        assertThat(body(AppSyncApi.EVENTS, subscribe)).isEqualTo("{\"channel\":\"/a\"}");
        assertThat(body(
                        AppSyncApi.EVENTS,
                        "{\"events\" : [ \"{\\\"a\\\":1}\" , \"2\" ] ,\"channel\":\"/a\",\"type\":\"publish\"}"))
                .isEqualTo("{\"channel\":\"/a\",\"events\":[\"{\\\"a\\\":1}\",\"2\"]}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"unsubscribe\",\"id\":\"subscribe\"}",
                "{\"type\":\"subscribe\",\"id\":\"1\"}",
                "{\"type\":\"subscribe\",\"channel\":[\"/a\"]}",
                "{\"type\":\"publish\",\"channel\":\"/a\"}",
                "{\"type\":\"publish\",\"channel\":\"/a\",\"events\":[1,\"2\",{}]}",
                "{\"type\":\"publish\",\"channel\":\"/a\",\"events\":{}}",
                "{\"type\":\"subscribe\",\"channel\":\"/a\",\"authorization\":{}}",
                "{\"type\":\"start\",\"payload\":{\"data\":\"publish\"}}",
            })
    void otherEventsStayAsTheyAre(String text) {
        assertThat(edited(AppSyncApi.EVENTS, text)).isNull();
    }

    private static @Nullable String edited(String text) {
        return edited(AppSyncApi.GRAPHQL, text);
    }

    private static @Nullable String edited(AppSyncApi api, String text) {
        SocketMessage message = SocketMessage.of(api, text);
        return message == null ? null : message.with(OBJECT);
    }

    private static String body(AppSyncApi api, String text) {
        SocketMessage message = SocketMessage.of(api, text);
        assertThat(message).isNotNull();
        return message.body();
    }
}
