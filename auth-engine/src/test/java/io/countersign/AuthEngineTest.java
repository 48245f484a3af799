package io.countersign;

import io.countersign.request.AuthenticationException;
import io.countersign.request.Authorization;
import io.countersign.request.FakeResponse;
import io.countersign.rules.RulesException;
import io.countersign.rules.RulesFile;
import io.countersign.secret.Environment;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The rules file's words, seen on requests. */
final class AuthEngineTest {

    private static final String KEY = """
            identity.k.type = api-key
            identity.k.api-key = the-key
            rule.k.hosts = api.example.com
            rule.k.identity = k
            """;

    private static final String TOKEN = """
            identity.t.type = token
            identity.t.value = the-token
            rule.t.hosts = api.example.com
            rule.t.identity = t
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

    @TempDir
    Path folder;

    @Test
    void aKeyGoesIntoItsHeader() throws Exception {
        Hop hop = authorized(KEY, new Hop("https://api.example.com/v1"));

        assertThat(hop.headers).containsExactly(Map.entry("x-api-key", "the-key"));
    }

    @Test
    void aTokenGoesBehindItsPrefixIntoTheHeaderThatTheRuleNames() throws Exception {
        assertThat(authorized(TOKEN, new Hop("https://api.example.com/")).headers)
                .containsExactly(Map.entry("Authorization", "Bearer the-token"));
        String elsewhere = TOKEN + "rule.t.header = X-Token\nrule.t.prefix = Token\n";
        assertThat(authorized(elsewhere, new Hop("https://api.example.com/")).headers)
                .containsExactly(Map.entry("X-Token", "Token the-token"));
    }

    @Test
    void aTokenOfAFileIsReadWhenItIsNeeded() throws Exception {
        Path file = folder.resolve("token");
        String rules = TOKEN.replace("value = the-token", "file = " + file);
        AuthEngine engine = engine(rules);
        Files.writeString(file, "from-the-file\n");
        Hop hop = new Hop("https://api.example.com/");

        assertThat(engine.authorize(hop)).isNotNull();

        assertThat(hop.header("Authorization")).isEqualTo("Bearer from-the-file");
    }

    @Test
    void credentialsOfAwsSign() throws Exception {
        Hop hop = authorized(SIGNED, new Hop("https://api.example.com/v1"));

        assertThat(hop.header("Authorization"))
                .startsWith("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20261122/eu-west-1/execute-api/aws4_request,")
                .contains("SignedHeaders=host;x-amz-date,");
        assertThat(hop.header("X-Amz-Date")).isEqualTo("20261122T120000Z");
    }

    @Test
    void appSyncTakesATokenWithoutPrefixAndSignsForItself() throws Exception {
        String host = "abcdefghijklmnopqrstuvwxyz.appsync-api.eu-west-1.amazonaws.com";
        assertThat(authorized(TOKEN.replace("api.example.com", host), new Hop("https://" + host + "/graphql")).headers)
                .containsExactly(Map.entry("Authorization", "the-token"));
        String signed = SIGNED.replace("api.example.com", host)
                .replace("rule.s.service = execute-api\nrule.s.region = eu-west-1\n", "");
        assertThat(authorized(signed, new Hop("https://" + host + "/graphql")).header("Authorization"))
                .contains("/eu-west-1/appsync/aws4_request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://other.example.com/",
                "https://api.example.com:8443/",
                "https://api.example.com.evil.test/",
                "https://evil.test/?h=api.example.com"
            })
    void aRequestThatNoRuleNamesIsLeftAlone(String uri) throws Exception {
        Hop hop = new Hop(uri);

        assertThat(engine(KEY).authorize(hop)).isNull();

        assertThat(hop.headers).isEmpty();
    }

    @Test
    void aHeaderOfTheApplicationIsKeptUnlessTheRuleReplacesIt() throws Exception {
        Hop own = new Hop("https://api.example.com/").with("X-API-Key", "own");
        assertThat(engine(KEY).authorize(own)).isNull();
        assertThat(own.header("x-api-key")).isEqualTo("own");

        assertThat(engine(KEY + "rule.k.on-existing = replace\n").authorize(own))
                .isNotNull();
        assertThat(own.header("x-api-key")).isEqualTo("the-key");
    }

    @Test
    void aSignatureOfTheApplicationIsKeptWhateverTheRuleSays() throws Exception {
        String rules = TOKEN + "rule.t.on-existing = replace\n";
        Hop signed = new Hop("https://api.example.com/").with("Authorization", "AWS4-HMAC-SHA256 Credential=…");
        Hop presigned = new Hop("https://api.example.com/?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Signature=0");

        assertThat(engine(rules).authorize(signed)).isNull();
        assertThat(engine(rules).authorize(presigned)).isNull();

        assertThat(presigned.headers).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://api.example.com/",
                "http://127.example.com/",
                "http://127.a.b.test/",
                "http://localhost.example.com/"
            })
    void nothingGoesUnencryptedToAHostElsewhere(String uri) throws Exception {
        String host = URI.create(uri).getHost();
        Hop hop = new Hop(uri);

        assertThatThrownBy(() -> engine(KEY.replace("api.example.com", host)).authorize(hop))
                .isInstanceOf(AuthenticationException.class)
                .hasMessage("k: rule 'k' sends no credentials to http://" + host + ", where anyone on the way can read"
                        + " them; use https, or set rule.k.allow-plain-http = true");

        assertThat(hop.headers).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost/", "http://127.0.0.1/", "http://127.1.2.3/", "http://[::1]/"})
    void toThisMachineItMayGoUnencrypted(String uri) throws Exception {
        String host = URI.create(uri).getHost();

        assertThat(authorized(KEY.replace("api.example.com", host), new Hop(uri))
                        .header("x-api-key"))
                .isEqualTo("the-key");
    }

    @Test
    void aRuleMayAllowPlainHttp() throws Exception {
        Hop hop = authorized(KEY + "rule.k.allow-plain-http = true\n", new Hop("http://api.example.com/"));

        assertThat(hop.header("x-api-key")).isEqualTo("the-key");
    }

    @Test
    void withoutCredentialsTheRuleDecidesWhetherTheRequestGoesOut() throws Exception {
        String rules = TOKEN.replace("value = the-token", "file = " + folder.resolve("absent"));
        Hop hop = new Hop("https://api.example.com/");

        assertThatThrownBy(() -> engine(rules).authorize(hop))
                .isInstanceOf(AuthenticationException.class)
                .hasMessageStartingWith("t: ")
                .hasMessageContaining("absent");
        assertThat(engine(rules + "rule.t.on-failure = pass\n").authorize(hop)).isNull();

        assertThat(hop.headers).isEmpty();
    }

    @Test
    void aBodyThatIsTooLongToSignNamesTheRemedy() throws Exception {
        Hop hop = new Hop("https://api.example.com/");
        hop.body = new byte[2_000];

        assertThatThrownBy(() ->
                        engine(SIGNED + "rule.s.max-buffered-body = 1KiB\n").authorize(hop))
                .isInstanceOf(AuthenticationException.class)
                .hasMessageStartingWith("s: ")
                .hasMessageContaining("max-buffered-body");
    }

    @Test
    void onlyTheStatusesOfTheRuleAreAnsweredWithOtherCredentials() throws Exception {
        Path file = Files.writeString(folder.resolve("token"), "one");
        String rules = TOKEN.replace("value = the-token", "file = " + file) + "rule.t.retry-on = 403\n";
        AuthEngine engine = engine(rules);
        Authorization authorization = engine.authorize(new Hop("https://api.example.com/"));
        assertThat(authorization).isNotNull();
        Files.writeString(file, "two");

        assertThat(authorization.renew(FakeResponse.of(401))).isFalse();
        assertThat(authorization.renew(FakeResponse.of(403))).isTrue();

        Hop again = new Hop("https://api.example.com/");
        engine.authorize(again);
        assertThat(again.header("Authorization")).isEqualTo("Bearer two");
    }

    @Test
    void rulesOfOneIdentityShareItsTokens() throws Exception {
        Path file = Files.writeString(folder.resolve("token"), "one");
        String rules = TOKEN.replace("value = the-token", "file = " + file)
                + "rule.u.hosts = other.example.com\nrule.u.identity = t\n";
        AuthEngine engine = engine(rules);
        engine.authorize(new Hop("https://api.example.com/"));
        Files.writeString(file, "two");

        Hop other = new Hop("https://other.example.com/");
        engine.authorize(other);

        assertThat(other.header("Authorization")).isEqualTo("Bearer one");
    }

    private Hop authorized(String rules, Hop hop) throws Exception {
        assertThat(engine(rules).authorize(hop)).isNotNull();
        return hop;
    }

    private AuthEngine engine(String rules) throws IOException, RulesException {
        File file = Files.writeString(folder.resolve("agent.properties"), rules, StandardCharsets.UTF_8)
                .toFile();
        Clock clock = Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);
        Surroundings surroundings = Surroundings.of(clock, new SecureRandom(), Runnable::run, time -> {});
        return AuthEngine.of(RulesFile.read(file, null, Environment.ofProcess()), surroundings);
    }
}
