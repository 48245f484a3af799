package io.countersign.counterpart;

import io.countersign.counterpart.AppSyncClient.Open;
import io.countersign.counterpart.AppSyncHandshake.Form;
import io.countersign.counterpart.GatedApi.Mode;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionException;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** A gate that knows all modes, before a stand-in, and what a client shows to it. */
final class GatedApi implements AutoCloseable {

    static final AppSyncHosts HERE = AppSyncHosts.of("127.0.0.1");
    private static final SigV4Verifier.Account KEYS = new SigV4Verifier.Account("AKIAGATE", "gate/secret+key", "");
    private static final String REGION = "eu-central-1";

    final MutableClock clock = new MutableClock(Instant.parse("2026-11-01T09:08:07Z"));
    final TokenIssuer issuer = TokenIssuer.of("https://issuer.test", clock);
    final HttpClient http = HttpClient.newHttpClient();
    final StandInEngine engine = new StandInEngine();
    final AppSyncGate gate = AppSyncGate.start(
            HERE,
            engine,
            AppSyncMode.apiKey("da2-key"),
            AppSyncMode.cognitoUserPools(issuer, "client"),
            AppSyncMode.openIdConnect(issuer),
            AppSyncMode.lambda("custom token"),
            AppSyncMode.iam(KEYS, REGION, clock));

    /** What a client shows. */
    enum Mode {
        KEY,
        ACCESS_TOKEN,
        ID_TOKEN,
        LAMBDA,
        IAM
    }

    List<Header> headers(Mode mode, String path, String body) {
        Duration lifetime = Duration.ofMinutes(5);
        return switch (mode) {
            case KEY -> List.of(host(), new Header("x-api-key", "da2-key"));
            case ACCESS_TOKEN -> token(issuer.accessToken("alice", "client", lifetime));
            case ID_TOKEN -> token(issuer.idToken("alice", "client", lifetime));
            case LAMBDA -> token("custom token");
            case IAM -> new AppSyncSigner(KEYS, REGION, gate.authority()).sign(path, body, clock.instant());
        };
    }

    List<Header> token(String value) {
        return List.of(host(), new Header("Authorization", value));
    }

    Header host() {
        return new Header("host", gate.authority());
    }

    Open open(Form form, List<Header> headers) {
        return switch (form) {
            case QUERY ->
                AppSyncClient.open(
                        http,
                        gate.realtime("/graphql" + AppSyncClient.inQuery(AppSyncClient.json(headers))),
                        List.of(),
                        "graphql-ws");
            case SUBPROTOCOL ->
                AppSyncClient.open(
                        http,
                        gate.realtime("/graphql"),
                        List.of(),
                        "graphql-ws",
                        AppSyncClient.inSubprotocol(AppSyncClient.json(headers)));
            case HEADERS ->
                AppSyncClient.open(http, gate.realtime("/graphql/realtime"), withoutHost(headers), "graphql-ws");
        };
    }

    static List<Header> withoutHost(List<Header> headers) {
        return headers.stream()
                .filter(line -> !line.name().toLowerCase(Locale.ROOT).equals("host"))
                .toList();
    }

    int refused(URI uri, List<Header> headers, String... subprotocols) {
        return AppSyncClient.status(catchThrowableOfType(
                CompletionException.class, () -> AppSyncClient.open(http, uri, headers, subprotocols)));
    }

    int post(String path, String body, List<Header> headers) throws Exception {
        return AppSyncClient.post(http, gate.http(path), body, withoutHost(headers));
    }

    @Override
    public void close() {
        gate.close();
        engine.close();
    }
}
