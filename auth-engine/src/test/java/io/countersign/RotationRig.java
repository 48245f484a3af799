package io.countersign;

import io.countersign.counterpart.CognitoServer;
import io.countersign.counterpart.PoolUser;
import io.countersign.counterpart.SecretLedger;
import io.countersign.counterpart.SigV4Verifier;
import io.countersign.counterpart.UserPool;
import io.countersign.counterpart.VaultServer;
import io.countersign.rules.RuleSet;
import io.countersign.rules.RulesException;
import io.countersign.rules.RulesFile;
import io.countersign.secret.Environment;
import io.countersign.token.MutableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkGlobalTime;

/** A user pool, the vaults that hold its user's password, and an engine that logs the user in. */
final class RotationRig implements AutoCloseable {

    static final String POOL = "eu-central-1_Ab12Cd34E";
    static final String CLIENT = "1example23456789";
    static final String USER = "svc-orders";
    static final String PASSWORD = "Rotation battery 1!";
    static final String NEW_PASSWORD = "Rotation battery 2!";
    static final SigV4Verifier.Account ACCOUNT =
            new SigV4Verifier.Account("AKIAROTATION", "rotation/secret+access+key/11", "");

    final MutableClock clock = new MutableClock(Clock.systemUTC().instant());
    final CognitoServer cognito = CognitoServer.start(
            UserPool.builder(POOL)
                    .user(PoolUser.of(USER, PASSWORD))
                    .client(CLIENT)
                    .build(),
            Clock.systemUTC(),
            SecretLedger.discarding());
    final VaultServer vault = VaultServer.start(ACCOUNT, "eu-central-1", Clock.systemUTC(), SecretLedger.discarding());

    private final Map<String, @Nullable String> before = new LinkedHashMap<>();
    private final Path folder;

    RotationRig(Path folder) {
        this.folder = folder;
        SdkGlobalTime.setGlobalTimeOffset(0); // other tests let the SDK learn that the clock is wrong
        set("aws.accessKeyId", ACCOUNT.accessKeyId());
        set("aws.secretAccessKey", ACCOUNT.secretAccessKey());
        set("aws.disableEc2Metadata", "true");
        set("aws.configFile", folder.resolve("config").toString());
        set("aws.sharedCredentialsFile", folder.resolve("credentials").toString());
    }

    void set(String name, String value) {
        before.putIfAbsent(name, System.getProperty(name));
        System.setProperty(name, value);
    }

    /** An engine with the user's password as the rules file writes it, and further lines. */
    AuthEngine engine(String password, String... lines) throws IOException, RulesException {
        return engineOf(text(password, lines));
    }

    /** Rules like those of {@link #engine}. */
    RuleSet rules(String password, String... lines) throws IOException, RulesException {
        return read(text(password, lines));
    }

    private String text(String password, String... lines) {
        String rules =
                """
                identity.orders.type = cognito-user
                identity.orders.user-pool-id = %s
                identity.orders.client-id = %s
                identity.orders.username = %s
                identity.orders.password = %s
                identity.orders.endpoint = %s
                identity.orders.timeout = 20s
                secrets.region = eu-central-1
                secrets.secretsmanager-endpoint = %s
                secrets.ssm-endpoint = %s
                secrets.timeout = 20s
                rule.orders.hosts = api.example.com
                rule.orders.identity = orders
                """.formatted(POOL, CLIENT, USER, password, cognito.endpoint(), vault.endpoint(), vault.endpoint());
        return rules + String.join("\n", lines);
    }

    AuthEngine engineOf(String rules) throws IOException, RulesException {
        Surroundings surroundings = Surroundings.of(clock, new SecureRandom(), Runnable::run, time -> {});
        return AuthEngine.of(read(rules), surroundings);
    }

    private RuleSet read(String rules) throws IOException, RulesException {
        Path file = Files.writeString(folder.resolve("agent.properties"), rules);
        return RulesFile.read(file.toFile(), null, Environment.ofProcess());
    }

    /** What a request is authorized with. */
    static String authorized(AuthEngine engine) throws IOException {
        Hop hop = new Hop("https://api.example.com/");
        engine.authorize(hop);
        return String.join(",", hop.headers.values());
    }

    @Override
    public void close() {
        before.forEach((name, value) -> {
            if (value == null) {
                System.clearProperty(name);
            } else {
                System.setProperty(name, value);
            }
        });
        vault.close();
        cognito.close();
    }
}
