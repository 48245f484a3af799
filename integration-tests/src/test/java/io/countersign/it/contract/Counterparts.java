package io.countersign.it.contract;

import io.countersign.counterpart.ApiServer;
import io.countersign.counterpart.CognitoServer;
import io.countersign.counterpart.Requirement;
import io.countersign.counterpart.SecretLedger;
import io.countersign.counterpart.SigV4Verifier;
import io.countersign.counterpart.UserPool;
import io.countersign.it.harness.RulesFile;
import io.countersign.it.harness.RunLogs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;

/**
 * Everything that an application under contract talks to: one API for each kind of credentials, one that no rule names,
 * one that a rule names by a host that is not loopback by its name, and the user pool behind them.
 */
final class Counterparts implements AutoCloseable {

    /** Stands for a host elsewhere: no loopback address by what is written there, and yet this machine. */
    static final String ELSEWHERE = "0.0.0.0";

    static final String API_KEY_VARIABLE = "CONTRACT_API_KEY";

    private static final String POOL = "eu-central-1_Ab12Cd34E";
    private static final String CLIENT = "1example23456789";

    private final SecretLedger ledger = RunLogs.ledger();
    private final Clock clock = Clock.systemUTC();
    private final String password = "Correct horse battery 1!";
    private final String clientSecret = "contract-client-secret-51b0";
    private final SigV4Verifier.Account account =
            new SigV4Verifier.Account("AKIACONTRACTEXAMPLE", "contract/secret+access+key/7c2d", "");

    final String apiKey = ledger.record("contract-api-key-93ae");
    final CognitoServer cognito = CognitoServer.start(
            UserPool.builder(POOL)
                    .user("svc-orders", password)
                    .alias("svc-orders@example.com", "svc-orders")
                    .client(CLIENT, clientSecret)
                    .build(),
            clock,
            ledger);
    final ApiServer access;
    final ApiServer id;
    final ApiServer keyed;
    final ApiServer signed;
    final ApiServer elsewhere;
    final ApiServer foreign;

    /** With APIs that speak what these do. */
    Counterparts(Function<Requirement, ApiServer> api) {
        ledger.record(account.secretAccessKey());
        access = api.apply(Requirement.bearer(cognito.issuer(), "access", CLIENT));
        id = api.apply(Requirement.bearer(cognito.issuer(), "id", CLIENT));
        keyed = api.apply(Requirement.apiKey(apiKey));
        signed = api.apply(Requirement.signature(SigV4Verifier.of(account, "execute-api", "eu-central-1", clock)));
        elsewhere = api.apply(Requirement.none());
        foreign = api.apply(Requirement.none());
    }

    /** All servers that stand for APIs. */
    List<ApiServer> apis() {
        return List.of(access, id, keyed, signed, elsewhere, foreign);
    }

    /** Writes the rules file, and the secrets that it refers to, into a folder. */
    Path writeRules(Path folder) throws IOException {
        Path passwordFile = Files.writeString(folder.resolve("password"), password);
        return new RulesFile()
                .identity("orders", "cognito-user")
                .with("user-pool-id", POOL)
                .with("client-id", CLIENT)
                .with("client-secret", clientSecret)
                .with("username", "svc-orders@example.com")
                .with("password", "${file:" + passwordFile.getFileName() + "}")
                .with("endpoint", cognito.endpoint())
                // A machine that runs many JVMs at once needs longer than the default for a log-in.
                .with("timeout", "60s")
                .rule("access", "127.0.0.1:" + access.port(), "orders")
                .rule("id", "127.0.0.1:" + id.port(), "orders")
                .with("token", "id")
                .identity("catalog", "api-key")
                .with("api-key", "${env:" + API_KEY_VARIABLE + "}")
                .rule("keyed", "127.0.0.1:" + keyed.port(), "catalog")
                .rule("elsewhere", ELSEWHERE + ":" + elsewhere.port(), "catalog")
                .identity("role", "aws")
                .with("access-key-id", account.accessKeyId())
                .with("secret-access-key", account.secretAccessKey())
                .rule("signed", "127.0.0.1:" + signed.port(), "role")
                .with("service", "execute-api")
                .with("region", "eu-central-1")
                .write(folder);
    }

    @Override
    public void close() {
        apis().forEach(ApiServer::close);
        cognito.close();
    }
}
