package io.countersign.oauth;

import io.countersign.counterpart.Header;
import io.countersign.counterpart.MutableClock;
import io.countersign.counterpart.OAuthServer;
import io.countersign.counterpart.OAuthServer.RegisteredClient;
import io.countersign.counterpart.ReceivedRequest;
import io.countersign.counterpart.Reply;
import io.countersign.counterpart.SecretLedger;
import io.countersign.http.HttpConnection;
import io.countersign.request.AuthenticationException;
import io.countersign.request.AuthenticationException.Kind;
import io.countersign.secret.Secret;
import io.countersign.token.Token;
import io.countersign.token.TokenSet;
import io.countersign.token.TokenSource;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

final class ClientCredentialsTest {

    private static final Instant NOW = Instant.parse("2026-01-05T00:00:10Z");
    private static final String ID = "orders service";
    private static final String SECRET = "s3cret:+/=%&é";
    private static final List<String> SCOPES = List.of("orders/read", "orders/write");

    private final MutableClock clock = new MutableClock(NOW);
    private final OAuthServer server = server(false, "");

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aClientProvesItselfByBasicAuthentication() throws AuthenticationException {
        TokenSet tokens = source(client()).fetch(null);

        assertThat(tokens.access().value().isEmpty()).isFalse();
        assertThat(server.tokenRequests())
                .singleElement()
                .satisfies(request -> assertThat(request.text()).isEqualTo("grant_type=client_credentials"));
    }

    @Test
    void aClientProvesItselfInTheForm() throws AuthenticationException {
        try (OAuthServer posting = server(true, "")) {
            OAuthClient client = client().withSecretInForm();
            source(client, TokenEndpoint.at(posting.tokenUrl())).fetch(null);

            assertThat(posting.tokenRequests())
                    .singleElement()
                    .satisfies(request ->
                            assertThat(request.header("Authorization")).isEmpty());
            assertFails(source(client), Kind.TERMINAL, "invalid_client");
        }
    }

    @Test
    void scopesAndAudienceAreAskedFor() throws AuthenticationException {
        try (OAuthServer strict = server(false, "https://api.example.com/v1?a=b&c")) {
            OAuthClient client = client().withScopes(SCOPES).withAudience("https://api.example.com/v1?a=b&c");
            Token token = source(client, TokenEndpoint.at(strict.tokenUrl()))
                    .fetch(null)
                    .access();

            ReceivedRequest use = ReceivedRequest.of(
                    "GET",
                    "/",
                    List.of(new Header(
                            "Authorization", "Bearer " + token.value().reveal())),
                    new byte[0]);
            assertThat(strict.requirement("orders/read orders/write", "https://api.example.com/v1?a=b&c")
                            .refusal(use))
                    .isEmpty();
        }
    }

    @Test
    void aLifetimeCountsFromWhenTheTokenWasAskedFor() throws AuthenticationException {
        server.issueFor(300);
        Token token = source(client()).fetch(null).access();

        assertThat(token.issuedAt()).isEqualTo(NOW);
        assertThat(token.expiresAt()).isEqualTo(NOW.plusSeconds(300));
    }

    @Test
    void aTokenOfWhichNothingTellsItsEndIsUsedUntilItIsRefused() throws AuthenticationException {
        server.issueFor(0);

        assertThat(source(client()).fetch(null).access().expiresAt()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"\"3600\", 3600", "59.9, 59", "-1, ", "soon, ", "99999999999, "})
    void aLifetimeOfAnyShapeIsReadOrLeftOut(String written, Integer seconds) throws AuthenticationException {
        server.faults()
                .next(
                        1,
                        Reply.of(
                                200,
                                "{\"access_token\":\"t\",\"token_type\":\"bearer\",\"expires_in\":"
                                        + (written.matches("[-0-9.\"]+") ? written : "\"" + written + "\"") + "}"));
        Instant end = source(client()).fetch(null).access().expiresAt();

        assertThat(end).isEqualTo(seconds == null ? null : NOW.plusSeconds(seconds));
    }

    @Test
    void anIssuerTellsItsTokenEndpointOnce() throws AuthenticationException {
        TokenSource source = source(client(), TokenEndpoint.ofIssuer(server.issuer()));
        source.fetch(null);
        source.fetch(null);

        assertThat(server.received())
                .extracting(ReceivedRequest::path)
                .containsExactly(
                        "/tenant/.well-known/openid-configuration", OAuthServer.TOKEN_PATH, OAuthServer.TOKEN_PATH);
    }

    @Test
    void anIssuerThatSpeaksOAuthOnlyTellsItsTokenEndpointToo() throws AuthenticationException {
        server.discoverByRfc8414();
        source(client(), TokenEndpoint.ofIssuer(URI.create(server.issuer() + "/")))
                .fetch(null);

        assertThat(server.received())
                .extracting(ReceivedRequest::path)
                .contains("/.well-known/oauth-authorization-server/tenant", OAuthServer.TOKEN_PATH);
    }

    @Test
    void theDocumentOfAnotherIssuerIsNotBelieved() {
        server.declareIssuer("https://evil.example.com");

        assertFails(
                source(client(), TokenEndpoint.ofIssuer(server.issuer())),
                Kind.TERMINAL,
                "is that of the issuer https://evil.example.com; correct the identity's issuer");
        assertThat(server.tokenRequests()).isEmpty();
    }

    @Test
    void anIssuerWithoutADocumentIsNamedWithWhereWasLooked() {
        server.discoveryFaults().always(Reply.of(404, ""));

        assertFails(
                source(client(), TokenEndpoint.ofIssuer(server.issuer())),
                Kind.TERMINAL,
                "/tenant/.well-known/openid-configuration nor at ");
    }

    @Test
    void aDocumentIsReadAgainAfterAFailure() throws AuthenticationException {
        TokenSource source = source(client(), TokenEndpoint.ofIssuer(server.issuer()));
        server.discoveryFaults().next(1, Reply.of(503, ""));
        assertFails(source, Kind.TRANSIENT, "HTTP status 503");
        server.faults().next(1, Reply.of(503, ""));
        assertFails(source, Kind.TRANSIENT, "HTTP status 503; another attempt follows");
        source.fetch(null);

        assertThat(server.received())
                .extracting(ReceivedRequest::path)
                .filteredOn(path -> path.endsWith("openid-configuration"))
                .hasSize(3);
    }

    @Test
    void aWrongSecretIsTerminalAndNotRepeated() {
        OAuthClient wrong = OAuthClient.of(ID, Secret.of("not-the-secret"));

        assertFails(
                source(wrong),
                Kind.TERMINAL,
                "the log-in of client orders service at " + server.tokenUrl()
                        + " failed: invalid_client; correct the identity's client-id or client-secret, or try the other"
                        + " client-auth (basic, post)");
    }

    @Test
    void aScopeThatTheClientHasNotIsTerminal() {
        assertFails(
                source(client().withScopes(List.of("admin"))),
                Kind.TERMINAL,
                "invalid_scope: not a scope of orders service: admin; correct the identity's scopes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "unauthorized_client",
                "unsupported_grant_type",
                "invalid_request",
                "invalid_target",
                "access_denied",
                "something_new"
            })
    void errorsOfTheClientAreTerminal(String code) {
        server.faults().next(1, OAuthServer.error(400, code, "the secret is " + SECRET + "\nreally"));

        assertFails(source(client()), Kind.TERMINAL, code + ": the secret is **** really; ");
    }

    @ParameterizedTest
    @CsvSource({
        "429, slow_down",
        "500, server_error",
        "503, temporarily_unavailable",
        "400, temporarily_unavailable",
        "502, unknown"
    })
    void whatMayPassIsTransient(int status, String code) {
        server.faults().next(1, OAuthServer.error(status, code, "later"));

        assertFails(source(client()), Kind.TRANSIENT, code + ": later; another attempt follows");
    }

    @Test
    void aServerThatDoesNotAnswerIsTransient() {
        server.faults().next(1, Reply.Failure.RESET);
        assertFails(source(client()), Kind.TRANSIENT, " cannot be reached: ");
        server.faults().next(1, Reply.of(200, "<html>log in here</html>"));
        assertFails(source(client()), Kind.TRANSIENT, " gives no JSON; check proxy and address");
        server.faults().next(1, Reply.Failure.HANG);
        TokenSource impatient = ClientCredentialsSource.of(
                client(),
                TokenEndpoint.at(server.tokenUrl()),
                HttpConnection.of(Duration.ofMillis(200), Clock.systemUTC()),
                clock);
        assertFails(impatient, Kind.TRANSIENT, " did not answer within the identity's timeout");
    }

    @Test
    void anAnswerWithoutATokenIsTerminal() {
        server.faults().next(1, Reply.of(200, "{\"id_token\":\"x\"}"));
        assertFails(source(client()), Kind.TERMINAL, "holds no access_token");
        server.faults().next(1, Reply.of(200, "{\"access_token\":\"x\",\"token_type\":\"DPoP\"}"));
        assertFails(source(client()), Kind.TERMINAL, "gives tokens of another type than Bearer");
        server.faults().next(1, Reply.of(302, "").with("Location", "https://evil.example.com"));
        assertFails(source(client()), Kind.TERMINAL, " answers with HTTP status 302; correct the identity's token-url");
    }

    private static OAuthServer server(boolean posting, String audience) {
        return OAuthServer.start(
                new RegisteredClient(ID, SECRET, posting, SCOPES, audience), SecretLedger.discarding());
    }

    private static OAuthClient client() {
        return OAuthClient.of(ID, Secret.of(SECRET));
    }

    private TokenSource source(OAuthClient client) {
        return source(client, TokenEndpoint.at(server.tokenUrl()));
    }

    private TokenSource source(OAuthClient client, TokenEndpoint endpoint) {
        HttpConnection http = HttpConnection.of(Duration.ofSeconds(20), Clock.systemUTC());
        return ClientCredentialsSource.of(client, endpoint, http, clock);
    }

    private static void assertFails(TokenSource source, Kind kind, String part) {
        AuthenticationException failure = catchThrowableOfType(AuthenticationException.class, () -> source.fetch(null));
        assertThat(failure).isNotNull().hasMessageContaining(part);
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.getMessage()).doesNotContain("\n").doesNotContain(SECRET);
    }
}
