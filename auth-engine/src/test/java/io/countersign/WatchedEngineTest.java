package io.countersign;

import io.countersign.request.Authorization;
import io.countersign.request.FakeResponse;
import io.countersign.request.RequestTarget;
import io.countersign.rules.RulesException;
import io.countersign.rules.RulesFile;
import io.countersign.secret.Environment;
import io.countersign.token.TokenStatus.State;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What an engine tells of hops and tokens to who watches it: each once, and nothing secret. */
final class WatchedEngineTest {

    private static final String RULES = """
            identity.t.type = token
            identity.t.file = token
            rule.r.hosts = api.example.com
            rule.r.identity = t
            """;
    private static final String SIGNED = """
            identity.s.type = aws
            identity.s.access-key-id = AKIDEXAMPLE
            identity.s.secret-access-key = the-secret-key
            rule.s.hosts = api.example.com
            rule.s.identity = s
            rule.s.service = execute-api
            rule.s.region = eu-west-1
            """;
    private static final String URL = "https://api.example.com/v1?key=hidden";
    private static final String POST = "r: POST https://api.example.com/v1 ";

    private final RecordedEvents events = new RecordedEvents();

    @TempDir
    Path folder;

    @Test
    void whatIsAuthorizedIsInjectedAndItsTokenALogIn() throws Exception {
        token("one");
        AuthEngine engine = engine(RULES);
        engine.authorize(new Hop(URL));
        engine.authorize(new Hop(URL));

        assertThat(events.told).containsExactly("identity t: log-in", POST + "injected", POST + "injected");
    }

    @Test
    void whatTheApplicationAuthorizedIsSkipped() throws Exception {
        engine(RULES).authorize(new Hop(URL).with("Authorization", "Bearer own"));

        assertThat(events.told).containsExactly(POST + "skipped");
    }

    @Test
    void whatNoRuleTakesIsNotTold() throws Exception {
        engine(RULES).authorize(new Hop("https://other.example.com/"));

        assertThat(events.told).isEmpty();
    }

    @Test
    void whatFailsIsRefusedOrPassedWithItsCause() throws Exception {
        assertThatThrownBy(() -> engine(RULES).authorize(new Hop(URL))).isInstanceOf(IOException.class);
        assertThat(events.told).hasSize(2);
        assertThat(events.told.get(0)).startsWith("identity t: log-in (the token file ");
        assertThat(events.told.get(1)).startsWith(POST + "refused (t: the token file ");

        events.told.clear();
        engine(RULES + "rule.r.on-failure = pass\n").authorize(new Hop(URL));
        assertThat(events.told.get(1)).startsWith(POST + "passed (t: the token file ");
    }

    @Test
    void whatTheApplicationsOwnCodeBreaksIsAborted() throws Exception {
        Hop hop = new Hop(URL) {
            @Override
            public byte[] body(long limit) throws IOException {
                throw new IOException("its own");
            }
        };

        assertThatThrownBy(() -> engine(SIGNED).authorize(hop)).hasMessage("its own");
        assertThat(events.told).containsExactly("s: POST https://api.example.com/v1 aborted");
    }

    @Test
    void theSecondSendIsToldAndItsAnswer() throws Exception {
        token("one");
        Authorization authorization = requireNonNull(engine(RULES).authorize(new Hop(URL)));
        assertThat(authorization.renew(FakeResponse.of(503))).isFalse();
        assertThat(authorization.renew(FakeResponse.of(401))).isFalse();
        token("two");
        assertThat(authorization.renew(FakeResponse.of(401))).isTrue();
        authorization.resent();
        authorization.answered(FakeResponse.of(200));

        assertThat(events.told)
                .containsExactly(
                        "identity t: log-in",
                        POST + "injected",
                        "identity t: log-in",
                        "identity t: log-in",
                        POST + "replayed",
                        POST + "answered with 200");
    }

    @Test
    void aMessageThatGetsAnAuthorizationCountsAndOthersDoNot() throws Exception {
        AuthEngine engine = engine(RealtimeRules.KEY.formatted(RealtimeRules.HTTP_HOST));
        RequestTarget socket = RequestTarget.of(URI.create(RealtimeRules.REALTIME));
        engine.authorizeMessage(socket, "graphql-ws", "{\"type\":\"connection_init\"}");
        assertThat(events.told).isEmpty();

        engine.authorizeMessage(socket, "graphql-ws", RealtimeRules.START);
        assertThat(events.told).containsExactly("k: message " + RealtimeRules.REALTIME + " injected");
    }

    @Test
    void anIdentityStandsAsItsTokensDo() throws Exception {
        AuthEngine engine = engine(RULES);
        assertThat(engine.status("t").state()).isEqualTo(State.NONE);
        assertThatThrownBy(() -> engine.authorize(new Hop(URL))).isInstanceOf(IOException.class);
        assertThat(engine.status("t").state()).isEqualTo(State.FAILED);

        token("one");
        AuthEngine another = engine(RULES);
        another.authorize(new Hop(URL));
        assertThat(another.status("t").state()).isEqualTo(State.FRESH);
        assertThat(another.status("nobody").state()).isEqualTo(State.NONE);
    }

    @Test
    void keysAreAlwaysThere() throws Exception {
        AuthEngine engine = engine(SIGNED + "identity.k.type = api-key\nidentity.k.api-key = the-key\n");
        assertThat(engine.status("k").state()).isEqualTo(State.FRESH);
        engine.authorize(new Hop(URL));
        assertThat(engine.status("s")).hasToString("fresh");
    }

    private void token(String value) throws IOException {
        Files.writeString(folder.resolve("token"), value);
    }

    private AuthEngine engine(String rules) throws IOException, RulesException {
        Path file = Files.writeString(folder.resolve("agent.properties"), rules, StandardCharsets.UTF_8);
        Clock clock = Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);
        Surroundings surroundings = Surroundings.of(clock, new SecureRandom(), Runnable::run, time -> {})
                .watchedBy(events);
        return AuthEngine.of(RulesFile.read(file.toFile(), null, Environment.ofProcess()), surroundings);
    }
}
