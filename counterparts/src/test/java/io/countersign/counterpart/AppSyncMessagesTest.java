package io.countersign.counterpart;

import io.countersign.counterpart.AppSyncClient.Open;
import io.countersign.counterpart.AppSyncHandshake.Form;
import io.countersign.counterpart.GatedApi.Mode;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What is said on an open web socket is let through if it is authorized, and all that need not be. */
final class AppSyncMessagesTest {

    private final GatedApi api = new GatedApi();

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void aMutationReachesWhoHasSubscribed() throws Exception {
        Open open = api.open(Form.SUBPROTOCOL, api.headers(Mode.KEY, "", "")).init();
        open.say(AppSyncClient.start("1", AppSyncClient.json(api.headers(Mode.KEY, "", ""))));
        assertThat(open.hear()).contains("start_ack");
        String mutation =
                "{\"query\":\"mutation($text: String) { send(text: $text) { text } }\",\"variables\":{\"text\":\"x\"}}";
        assertThat(api.post("/graphql", mutation, api.headers(Mode.KEY, "", "")))
                .isEqualTo(200);
        assertThat(open.hear()).contains("{\"sent\":{\"text\":\"x\"}}");
        assertThat(api.post("/graphql", mutation, api.headers(Mode.IAM, "/graphql", mutation)))
                .isEqualTo(200);
        assertThat(api.post("/graphql", mutation, api.headers(Mode.IAM, "/graphql", "{}")))
                .isEqualTo(401);
        assertThat(api.gate.posts()).hasSize(3);
    }

    @Test
    void aStartIsForItsOwnData() throws InterruptedException {
        Open open = api.open(Form.SUBPROTOCOL, api.headers(Mode.IAM, "/graphql/connect", "{}"))
                .init();
        String good =
                AppSyncClient.start("g", AppSyncClient.json(api.headers(Mode.IAM, "/graphql", AppSyncClient.QUERY)));
        for (String bad : List.of(
                AppSyncClient.start(
                        "1", AppSyncClient.json(api.headers(Mode.IAM, "/graphql", AppSyncClient.QUERY + " "))),
                AppSyncClient.start(
                        "2", AppSyncClient.json(api.headers(Mode.IAM, "/graphql/connect", AppSyncClient.QUERY))),
                AppSyncClient.start("3", "{}"),
                "{\"type\":\"start\",\"id\":\"4\",\"payload\":{\"data\":\"{}\"}}",
                good.replace("\"host\":", "\"host\":\"twice\",\"host\":"),
                AppSyncClient.start("6", AppSyncClient.json(List.of(new Header("x-api-key", "da2-key")))))) {
            open.say(bad);
            assertThat(open.hear()).contains("\"error\"").contains("UnauthorizedException");
        }
        assertThat(api.engine.subscriptions()).isZero();
        assertThat(api.gate.refusals()).hasSize(6);
        open.say(good);
        assertThat(open.hear()).contains("start_ack");
        assertThat(api.gate.starts()).hasSize(7);
    }

    @Test
    void aTokenMayExpireWhileTheSocketLives() throws InterruptedException {
        List<Header> token = api.headers(Mode.ID_TOKEN, "", "");
        Open open = api.open(Form.QUERY, token).init();
        api.clock.advance(Duration.ofMinutes(6));
        open.say(AppSyncClient.start("1", AppSyncClient.json(token)));
        assertThat(open.hear()).contains("UnauthorizedException");
        open.say(AppSyncClient.start("2", AppSyncClient.json(api.headers(Mode.ID_TOKEN, "", ""))));
        assertThat(open.hear()).contains("start_ack");
    }

    @Test
    void theRestPassesUnread() throws InterruptedException {
        Open open = api.open(Form.SUBPROTOCOL, api.headers(Mode.KEY, "", "")).init();
        String large = "x".repeat(1024 * 1024);
        open.say("{not json \"start\"");
        assertThat(open.hear()).contains("UnsupportedOperation");
        open.say(large);
        assertThat(open.hear()).contains("UnsupportedOperation");
        open.socket().sendText("{\"type\":", false).join();
        open.socket().sendText("", false).join();
        open.say("\"stop\",\"id\":\"ä\"}");
        assertThat(open.hear()).isEqualTo("{\"type\":\"complete\",\"id\":\"ä\"}");
        open.socket().sendBinary(ByteBuffer.wrap(new byte[] {0, -1}), true).join();
        assertThat(open.hear()).contains("UnsupportedOperation");
        api.gate.awaitMessages(5);
        List<ReceivedMessage> messages = api.gate.messages();
        assertThat(messages.get(2).text()).isEqualTo(large);
        assertThat(messages.get(3).text()).isEqualTo("{\"type\":\"stop\",\"id\":\"ä\"}");
        assertThat(messages.get(3).frames()).isEqualTo(3);
        assertThat(messages.get(4).isBinary()).isTrue();
        assertThat(messages.get(4).payload()).containsExactly(0, -1);
        assertThat(api.gate.refusals()).isEmpty();
    }

    @Test
    void nothingIsHeardBeforeConnectionInit() throws InterruptedException {
        Open open = api.open(Form.SUBPROTOCOL, api.headers(Mode.KEY, "", ""));
        open.say(AppSyncClient.start("1", AppSyncClient.json(api.headers(Mode.KEY, "", ""))))
                .init();
        api.engine.keepAlive();
        assertThat(open.hear()).isEqualTo("{\"type\":\"ka\"}");
        assertThat(api.engine.subscriptions()).isZero();
    }

    @Test
    void socketsAreClosedOnCommand() throws InterruptedException {
        Open first = api.open(Form.SUBPROTOCOL, api.headers(Mode.KEY, "", "")).init();
        api.gate.closeSockets(1001, "going away");
        assertThat(first.hear()).isEqualTo("closed 1001");
        Open second = api.open(Form.SUBPROTOCOL, api.headers(Mode.KEY, "", "")).init();
        api.gate.hangUp();
        assertThat(second.hear()).isIn("failed", "closed 1006");
        api.open(Form.SUBPROTOCOL, api.headers(Mode.KEY, "", ""))
                .init()
                .socket()
                .abort();
        api.gate.awaitHandshakes(3);
    }
}
