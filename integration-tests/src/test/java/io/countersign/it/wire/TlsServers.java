package io.countersign.it.wire;

import io.countersign.counterpart.ApiServer;
import io.countersign.counterpart.CognitoServer;
import io.countersign.counterpart.Requirement;
import io.countersign.counterpart.ServerCertificate;
import io.countersign.counterpart.UserPool;
import io.countersign.it.harness.RunLogs;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.stream.Stream;

/** APIs in each version of HTTP that there is, most of which want signatures; one wants tokens of a user pool. */
final class TlsServers implements AutoCloseable {

    private static final String POOL = "eu-central-1_Ab12Cd34E";
    private static final String CLIENT = "1example23456789";
    private static final String USER = "svc-wire";
    private static final String PASSWORD = "Wire battery staple 4!";

    final ApiServer http1;
    final ApiServer http2;
    final ApiServer h2c = ApiServer.http2(SignedApis.signature());
    final ApiServer foreign;
    final ApiServer token;
    private final CognitoServer cognito = CognitoServer.start(
            UserPool.builder(POOL).user(USER, PASSWORD).client(CLIENT).build(), Clock.systemUTC(), RunLogs.ledger());

    TlsServers(ServerCertificate certificate) {
        http1 = ApiServer.secure(SignedApis.signature(), certificate);
        http2 = ApiServer.http2(SignedApis.signature(), certificate);
        foreign = ApiServer.http2(Requirement.none(), certificate);
        token = ApiServer.http2(Requirement.bearer(cognito.issuer(), "access", CLIENT), certificate);
    }

    Path writeRules(Path folder) throws IOException {
        return SignedApis.rules(http1, http2, h2c)
                .identity("user", "cognito-user")
                .with("user-pool-id", POOL)
                .with("client-id", CLIENT)
                .with("username", USER)
                .with("password", PASSWORD)
                .with("endpoint", cognito.endpoint())
                .rule("token", "127.0.0.1:" + token.port(), "user")
                .write(folder);
    }

    Stream<ApiServer> apis() {
        return Stream.of(http1, http2, h2c, foreign, token);
    }

    @Override
    public void close() {
        apis().forEach(ApiServer::close);
        cognito.close();
    }
}
