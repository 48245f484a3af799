package io.countersign.it.containers;

import io.countersign.counterpart.ApiServer;
import io.countersign.counterpart.CognitoServer;
import io.countersign.counterpart.Requirement;
import io.countersign.counterpart.SigV4Verifier;
import io.countersign.counterpart.UserPool;
import io.countersign.it.harness.AppUnderTest.Outcome;
import io.countersign.it.harness.RulesFile;
import io.countersign.it.harness.RunLogs;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An API for an API key, one for the token of a Cognito user, for which the engine logs in, one for signatures, for which it
 * reads bodies, one that no rule names; and the rules.
 */
final class Scene implements AutoCloseable {

    static final byte[] BODY = {'{', '"', 0, (byte) 0xff, '\r', '\n', '"', '}'};

    private static final String POOL = "eu-central-1_Ab12Cd34E";
    private static final String CLIENT = "1example23456789";
    private static final String USER = "svc-container";
    private static final String PASSWORD = "Container battery staple 6!";
    private static final String KEY = RunLogs.ledger().record("container-api-key-37c1");
    private static final SigV4Verifier.Account ACCOUNT = new SigV4Verifier.Account(
            "AKIACONTAINEREXAMPLE", RunLogs.ledger().record("container/secret+access+key/02ab"), "");

    private final CognitoServer cognito = CognitoServer.start(
            UserPool.builder(POOL).user(USER, PASSWORD).client(CLIENT).build(), Clock.systemUTC(), RunLogs.ledger());
    private final ApiServer keyed = ApiServer.requiring(Requirement.apiKey(KEY));
    private final ApiServer token = ApiServer.requiring(Requirement.bearer(cognito.issuer(), "access", CLIENT));
    private final ApiServer signed = ApiServer.requiring(
            Requirement.signature(SigV4Verifier.of(ACCOUNT, "execute-api", "eu-central-1", Clock.systemUTC())));

    /** How the application under test sends a request. */
    interface Sender {
        Outcome send(String method, URI uri, byte[] body);
    }

    /** Writes the rules for these APIs into a folder. */
    Path writeRules(Path folder) throws IOException {
        return new RulesFile()
                .identity("catalog", "api-key")
                .with("api-key", KEY)
                .rule("keyed", "127.0.0.1:" + keyed.port(), "catalog")
                .identity("user", "cognito-user")
                .with("user-pool-id", POOL)
                .with("client-id", CLIENT)
                .with("username", USER)
                .with("password", PASSWORD)
                .with("endpoint", cognito.endpoint())
                // A machine that runs many JVMs at once needs longer than the default for a log-in.
                .with("timeout", "60s")
                .rule("token", "127.0.0.1:" + token.port(), "user")
                .identity("role", "aws")
                .with("access-key-id", ACCOUNT.accessKeyId())
                .with("secret-access-key", ACCOUNT.secretAccessKey())
                .rule("signed", "127.0.0.1:" + signed.port(), "role")
                .with("service", "execute-api")
                .with("region", "eu-central-1")
                .write(folder);
    }

    /** The host that wants signatures. */
    ApiServer signed() {
        return signed;
    }

    /** A format with the ports of the three APIs in place of its numbers. */
    String withPorts(String format) {
        return format.formatted(keyed.port(), token.port(), signed.port());
    }

    /** Each API lets in a POST and hands its body back. */
    void assertAuthorizes(Sender application) {
        for (ApiServer api : List.of(keyed, token, signed)) {
            Outcome seen = application.send("POST", api.at("/echo"), BODY);
            assertThat(api.refusals()).isEmpty();
            assertThat(seen).isEqualTo(Outcome.answer(200, BODY));
        }
    }

    /** More log-ins than that would show that a token was not kept. */
    void assertLogIns(int jvms) {
        assertThat(cognito.calls("InitiateAuth")).isEqualTo(jvms);
    }

    @Override
    public void close() {
        List.of(keyed, token, signed).forEach(ApiServer::close);
        cognito.close();
    }
}
