package io.countersign.it.realtime;

import io.countersign.counterpart.AppSyncMode;
import io.countersign.counterpart.CognitoServer;
import io.countersign.counterpart.PoolUser;
import io.countersign.counterpart.SigV4Verifier.Account;
import io.countersign.counterpart.TokenIssuer;
import io.countersign.counterpart.UserPool;
import io.countersign.it.harness.RulesFile;
import io.countersign.it.harness.RunLogs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/** The five ways into an AppSync API, each with the identity that takes it. */
enum Mode {
    API_KEY,
    COGNITO_USER_POOLS,
    OPENID_CONNECT,
    LAMBDA,
    IAM;

    static final String IDENTITY = "who";
    static final String REGION = "eu-central-1";
    static final String KEY = "da2-realtimeexamplekey4711xyz";

    private static final String POOL = "eu-central-1_Ab12Cd34E";
    private static final String CLIENT = "1example23456789";
    private static final String USER = "svc-orders";
    private static final String PASSWORD = "Realtime battery 6!";
    private static final String TOKEN = "lambda-takes-this-token-0815";
    private static final Account ACCOUNT =
            new Account("AKIAREALTIMEEXAMPLE", "realtime/wJalrXUtnFEMI/bPxRfiCYEXAMPLE", "session//token+of==realtime");

    /** What the API asks for, and how an identity gets it; whatever issues tokens runs until it is closed. */
    record Way(AppSyncMode requirement, Description identity, Runnable end) implements AutoCloseable {
        @Override
        public void close() {
            end.run();
        }
    }

    /** Writes an identity. */
    interface Description {
        void write(RulesFile rules);
    }

    /** Opens it. */
    Way open(Path folder) throws IOException {
        return switch (this) {
            case API_KEY ->
                new Way(
                        AppSyncMode.apiKey(kept(KEY)),
                        rules -> rules.identity(IDENTITY, "api-key").with("api-key", KEY),
                        () -> {});
            case COGNITO_USER_POOLS -> cognito(Duration.ofHours(1));
            case OPENID_CONNECT -> openIdConnect(folder);
            case LAMBDA ->
                new Way(
                        AppSyncMode.lambda(kept(TOKEN)),
                        rules -> rules.identity(IDENTITY, "token").with("value", TOKEN),
                        () -> {});
            case IAM ->
                new Way(
                        AppSyncMode.iam(ACCOUNT, REGION, Clock.systemUTC()),
                        rules -> rules.identity(IDENTITY, "aws")
                                .with("access-key-id", ACCOUNT.accessKeyId())
                                .with("secret-access-key", kept(ACCOUNT.secretAccessKey()))
                                .with("session-token", kept(ACCOUNT.sessionToken())),
                        () -> {});
        };
    }

    /** A user pool whose tokens live as long as is said. */
    static Way cognito(Duration lifetime) {
        UserPool pool = UserPool.builder(POOL)
                .user(PoolUser.of(USER, PASSWORD))
                .client(CLIENT)
                .tokenLifetime(lifetime)
                .build();
        CognitoServer server = CognitoServer.start(pool, Clock.systemUTC(), RunLogs.ledger());
        return new Way(
                AppSyncMode.cognitoUserPools(server.issuer(), CLIENT),
                rules -> rules.identity(IDENTITY, "cognito-user")
                        .with("user-pool-id", POOL)
                        .with("client-id", CLIENT)
                        .with("username", USER)
                        .with("password", PASSWORD)
                        .with("endpoint", server.endpoint())
                        .with("timeout", "20s"), // the machine may be busy
                server::close);
    }

    private static Way openIdConnect(Path folder) throws IOException {
        TokenIssuer issuer = TokenIssuer.of("https://issuer.test", Clock.systemUTC());
        Path token = Files.writeString(
                folder.resolve("token"), kept(issuer.idToken("somebody", "audience", Duration.ofHours(1))));
        return new Way(
                AppSyncMode.openIdConnect(issuer),
                rules -> rules.identity(IDENTITY, "token").with("file", token),
                () -> {});
    }

    private static String kept(String secret) {
        RunLogs.ledger().record(secret);
        return secret;
    }
}
