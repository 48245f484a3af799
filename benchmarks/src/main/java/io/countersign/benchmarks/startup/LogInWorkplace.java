package io.countersign.benchmarks.startup;

import io.countersign.benchmarks.application.FirstGetAfterWork;
import io.countersign.benchmarks.startup.LogInScenario.Identity;
import io.countersign.counterpart.ApiServer;
import io.countersign.counterpart.CognitoServer;
import io.countersign.counterpart.Requirement;
import io.countersign.counterpart.SecretLedger;
import io.countersign.counterpart.UserPool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** A user pool, one API for each kind of credentials, and the files that the forked JVMs are given. */
final class LogInWorkplace implements AutoCloseable {

    private static final String POOL = "eu-central-1_Ab12Cd34E";
    private static final String CLIENT = "1example23456789";
    private static final String USER = "svc-orders";
    private static final String PASSWORD = "Correct horse battery 1!";
    private static final String KEY = "benchmark-key";

    private final CognitoServer cognito = CognitoServer.start(
            UserPool.builder(POOL).user(USER, PASSWORD).client(CLIENT).build(),
            Clock.systemUTC(),
            SecretLedger.discarding());
    private final ApiServer open = ApiServer.requiring(Requirement.none());
    private final ApiServer keyed = ApiServer.requiring(Requirement.apiKey(KEY));
    private final ApiServer access = ApiServer.requiring(Requirement.bearer(cognito.issuer(), "access", CLIENT));
    private final Path agent;
    private final Path application;
    private final Path userRules;
    private final Path keyRules;

    /** @param agent the jar under test */
    LogInWorkplace(Path folder, Path agent) throws IOException {
        this.agent = agent;
        application = folder.resolve("application.jar");
        userRules = folder.resolve("agent-user.properties");
        keyRules = folder.resolve("agent-key.properties");
        ApplicationJar.write(application, FirstGetAfterWork.class);
        Files.writeString(userRules, userRules());
        Files.writeString(keyRules, keyRules());
    }

    /** What follows the path of the Java launcher and its other options. */
    List<String> arguments(LogInScenario scenario) {
        List<String> arguments = new ArrayList<>();
        switch (scenario.identity()) {
            case NONE -> {}
            case API_KEY -> arguments.add("-javaagent:" + agent + "=" + keyRules);
            case COGNITO_USER -> arguments.add("-javaagent:" + agent + "=" + userRules);
        }
        arguments.add("-cp");
        arguments.add(application.toString());
        arguments.add(FirstGetAfterWork.class.getName());
        arguments.add(server(scenario.identity()).at("/").toString());
        arguments.add(String.valueOf(scenario.workMillis()));
        return arguments;
    }

    /** The time of the request in what the JVM printed, in milliseconds; only a request with credentials counts. */
    static double millis(String printed) throws IOException {
        if (!printed.startsWith("200 ")) {
            throw new IOException("the request was not answered as it should be: " + printed);
        }
        return Double.parseDouble(printed.substring("200 ".length()));
    }

    private ApiServer server(Identity identity) {
        return switch (identity) {
            case NONE -> open;
            case API_KEY -> keyed;
            case COGNITO_USER -> access;
        };
    }

    private String keyRules() {
        return String.join(
                "\n",
                "identity.catalog.type = api-key",
                "identity.catalog.api-key = " + KEY,
                "rule.catalog.hosts = 127.0.0.1:" + keyed.port(),
                "rule.catalog.identity = catalog",
                "");
    }

    private String userRules() {
        return String.join(
                "\n",
                "identity.orders.type = cognito-user",
                "identity.orders.user-pool-id = " + POOL,
                "identity.orders.client-id = " + CLIENT,
                "identity.orders.username = " + USER,
                "identity.orders.password = " + PASSWORD,
                "identity.orders.endpoint = " + cognito.endpoint(),
                "identity.orders.timeout = 30s",
                "rule.orders.hosts = 127.0.0.1:" + access.port(),
                "rule.orders.identity = orders",
                "");
    }

    @Override
    public void close() {
        access.close();
        keyed.close();
        open.close();
        cognito.close();
    }
}
