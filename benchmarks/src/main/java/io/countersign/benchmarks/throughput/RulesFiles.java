package io.countersign.benchmarks.throughput;

import io.countersign.counterpart.CognitoServer;
import io.countersign.counterpart.SecretLedger;
import io.countersign.counterpart.UserPool;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** The rules files of the JVMs under measurement, and the user pool that one of them logs in to. */
final class RulesFiles implements AutoCloseable {

    private static final String POOL = "eu-central-1_Ab12Cd34E";
    private static final String CLIENT = "1example23456789";
    private static final String USER = "svc-orders";
    private static final String PASSWORD = "Correct horse battery 1!";

    private final CognitoServer cognito = CognitoServer.start(
            UserPool.builder(POOL).user(USER, PASSWORD).client(CLIENT).build(),
            Clock.systemUTC(),
            SecretLedger.discarding());
    private final RulesFolder folder;
    private final int port;

    /** @param port of the server that requests are sent to */
    RulesFiles(RulesFolder folder, int port) {
        this.folder = folder;
        this.port = port;
    }

    Path write(Rules rules) throws IOException {
        List<String> lines = switch (rules) {
            case NO_AGENT, OWN_TOKEN, OWN_SIGNATURE -> List.of();
            case OTHER_HOST -> signing("api.example.com");
            case TOKEN -> user();
            case SIGV4 -> signing("127.0.0.1:" + port);
        };
        return folder.write(rules, lines);
    }

    private static List<String> signing(String host) {
        return List.of(
                "identity.role.type = aws",
                "identity.role.access-key-id = AKIDEXAMPLE",
                "identity.role.secret-access-key = not-a-real-secret-access-key",
                "rule.orders.hosts = " + host,
                "rule.orders.identity = role",
                "rule.orders.service = execute-api",
                "rule.orders.region = eu-central-1");
    }

    private List<String> user() {
        return List.of(
                "identity.user.type = cognito-user",
                "identity.user.user-pool-id = " + POOL,
                "identity.user.client-id = " + CLIENT,
                "identity.user.username = " + USER,
                "identity.user.password = " + PASSWORD,
                "identity.user.endpoint = " + cognito.endpoint(),
                "identity.user.timeout = 30s",
                "rule.orders.hosts = 127.0.0.1:" + port,
                "rule.orders.identity = user");
    }

    @Override
    public void close() {
        cognito.close();
    }
}
