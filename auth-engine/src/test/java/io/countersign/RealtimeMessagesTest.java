package io.countersign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.countersign.request.RequestTarget;
import io.countersign.rules.RulesException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.countersign.RealtimeRules.HTTP_HOST;
import static io.countersign.RealtimeRules.IAM;
import static io.countersign.RealtimeRules.KEY;
import static io.countersign.RealtimeRules.REALTIME;
import static io.countersign.RealtimeRules.START;
import static io.countersign.RealtimeRules.signature;
import static org.assertj.core.api.Assertions.assertThat;

/** Rules for AppSync APIs, seen on the messages of their web sockets. */
final class RealtimeMessagesTest {

    @TempDir
    Path folder;

    @Test
    void aStartCarriesTheKeyAndNothingElseChanges() throws Exception {
        String sent = engine(KEY.formatted(HTTP_HOST))
                .authorizeMessage(RequestTarget.of(URI.create(REALTIME)), "graphql-ws", START);

        assertThat(sent)
                .isEqualTo(
                        "{\"id\":\"1\",\"type\":\"start\",\"payload\":{\"extensions\":{\"authorization\":{\"host\":\""
                                + HTTP_HOST + "\",\"x-api-key\":\"the-key\"}},\"data\":\"{}\"}}");
    }

    @Test
    void aSubscribeIsSignedForItsChannelAndAPublishForItsEventsToo() throws Exception {
        AuthEngine engine = engine(IAM.formatted(HTTP_HOST));
        RequestTarget socket = RequestTarget.of(URI.create(REALTIME.replace("/graphql", "/event/realtime")));
        String subscribe = engine.authorizeMessage(
                socket, "aws-appsync-event-ws", "{\"type\":\"subscribe\",\"id\":\"1\",\"channel\":\"/a/b\"}");
        String publish = engine.authorizeMessage(
                socket, null, "{\"type\":\"publish\",\"id\":\"1\",\"channel\":\"/a/b\",\"events\":[\"{}\"]}");

        JsonNode first = new ObjectMapper().readTree(subscribe).get("authorization");
        JsonNode second = new ObjectMapper().readTree(publish).get("authorization");
        assertThat(first.get("host").textValue()).isEqualTo(HTTP_HOST);
        assertThat(signature(first.toString())).isNotEqualTo(signature(second.toString()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"type\":\"connection_init\"}", "no JSON at all", "", "{\"type\":\"start\"}"})
    void allOtherMessagesPass(String text) throws Exception {
        AuthEngine engine = engine(KEY.formatted(HTTP_HOST));

        assertThat(engine.authorizeMessage(RequestTarget.of(URI.create(REALTIME)), "graphql-ws", text))
                .isSameAs(text);
    }

    @Test
    void aMessageThatIsTooLongPasses() throws Exception {
        AuthEngine engine = engine(KEY.formatted(HTTP_HOST) + "rule.k.max-buffered-body = 20\n");

        assertThat(engine.authorizeMessage(RequestTarget.of(URI.create(REALTIME)), "graphql-ws", START))
                .isSameAs(START);
    }

    @Test
    void messagesOfOtherSocketsPass() throws Exception {
        AuthEngine engine = engine(KEY.formatted(HTTP_HOST));

        assertThat(engine.authorizeMessage(RequestTarget.of(URI.create("wss://other.example.com/")), null, START))
                .isSameAs(START);
    }

    private AuthEngine engine(String rules) throws IOException, RulesException {
        return RealtimeRules.engine(folder, rules);
    }
}
