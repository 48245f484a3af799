package io.countersign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.countersign.request.RequestTarget;
import io.countersign.rules.RulesException;
import io.countersign.rules.RulesFile;
import io.countersign.secret.Environment;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Rules for AppSync APIs, seen on the messages of their web sockets. */
final class RealtimeMessagesTest {

    private static final String HTTP_HOST = "abc.appsync-api.eu-west-1.amazonaws.com";
    private static final String REALTIME = "wss://abc.appsync-realtime-api.eu-west-1.amazonaws.com/graphql";
    private static final String START = "{\"id\":\"1\",\"type\":\"start\",\"payload\":{\"data\":\"{}\"}}";

    private static final String KEY = """
            identity.k.type = api-key
            identity.k.api-key = the-key
            rule.k.hosts = %s
            rule.k.identity = k
            rule.k.auth = appsync
            """;

    private static final String IAM = """
            identity.s.type = aws
            identity.s.access-key-id = AKIDEXAMPLE
            identity.s.secret-access-key = the-secret-key
            rule.s.hosts = %s
            rule.s.identity = s
            rule.s.auth = appsync
            rule.s.region = eu-west-1
            """;

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

    private static String signature(String object) {
        return object.substring(object.indexOf("Signature="), object.indexOf('"', object.indexOf("Signature=")));
    }

    private AuthEngine engine(String rules) throws IOException, RulesException {
        Path file = Files.writeString(folder.resolve("agent.properties"), rules);
        Clock clock = Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);
        Surroundings surroundings = Surroundings.of(clock, new SecureRandom(), Runnable::run, time -> {});
        return AuthEngine.of(RulesFile.read(file.toFile(), null, Environment.ofProcess()), surroundings);
    }
}
