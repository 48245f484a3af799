package io.countersign.counterpart;

import io.countersign.counterpart.AppSyncClient.Open;
import io.countersign.counterpart.GatedApi.Mode;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The Events API: each message brings its own authorization. */
final class AppSyncEventsTest {

    private final GatedApi api = new GatedApi();

    @AfterEach
    void close() {
        api.close();
    }

    @ParameterizedTest
    @EnumSource
    void eventsAreAuthorizedMessageByMessage(Mode mode) throws Exception {
        String channel = "{\"channel\":\"/ns/a\"}";
        String events = "{\"channel\":\"/ns/a\",\"events\":[\"{\\\"n\\\":1}\"]}";
        Open open = AppSyncClient.open(
                api.http,
                api.gate.realtime("/event/realtime"),
                List.of(),
                "aws-appsync-event-ws",
                AppSyncClient.inSubprotocol(AppSyncClient.json(api.headers(mode, "/event", "{}"))));
        assertThat(open.socket().getSubprotocol()).isEqualTo("aws-appsync-event-ws");
        open.init();
        open.say(event("subscribe", "a", channel, api.headers(mode, "/event", channel)));
        assertThat(open.hear()).isEqualTo("{\"type\":\"subscribe_success\",\"id\":\"a\"}");
        open.say(event("publish", "b", events, api.headers(mode, "/event", events)));
        assertThat(open.hear()).isEqualTo("{\"type\":\"data\",\"id\":\"a\",\"event\":\"{\\\"n\\\":1}\"}");
        assertThat(open.hear()).contains("publish_success");
        assertThat(api.post("/event", events, api.headers(mode, "/event", events)))
                .isEqualTo(200);
        assertThat(open.hear()).contains("\"data\"");
        open.say("{\"type\":\"unsubscribe\",\"id\":\"a\"}");
        assertThat(open.hear()).contains("unsubscribe_success");
        assertThat(api.gate.refusals()).isEmpty();
        open.say(event("subscribe", "c", channel, List.of()));
        assertThat(open.hear()).contains("subscribe_error").contains("UnauthorizedException");
        assertThat(api.gate.refusals()).containsExactly("subscribe c: neither x-api-key nor authorization");
    }

    @Test
    void theSignatureOfAnEventIsForThisEvent() throws InterruptedException {
        Open open = AppSyncClient.open(
                        api.http,
                        api.gate.realtime("/event/realtime"),
                        List.of(),
                        "aws-appsync-event-ws",
                        AppSyncClient.inSubprotocol(AppSyncClient.json(api.headers(Mode.IAM, "/event", "{}"))))
                .init();
        String signed = "{\"channel\":\"/ns/a\"}";
        open.say(event("subscribe", "a", "{\"channel\":\"/ns/b\"}", api.headers(Mode.IAM, "/event", signed)));
        assertThat(open.hear()).contains("subscribe_error");
        assertThat(api.gate.refusals().get(0)).contains("the signature does not match what arrived");
    }

    private static String event(String type, String id, String body, List<Header> authorization) {
        return "{\"type\":\"" + type + "\",\"id\":\"" + id + "\"," + body.substring(1, body.length() - 1)
                + ",\"authorization\":" + AppSyncClient.json(authorization) + "}";
    }
}
