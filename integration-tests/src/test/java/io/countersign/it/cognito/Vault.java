package io.countersign.it.cognito;

import io.countersign.counterpart.SigV4Verifier;
import io.countersign.counterpart.VaultServer;
import io.countersign.it.harness.AppUnderTest;
import io.countersign.it.harness.RulesFile;
import io.countersign.it.harness.RunLogs;
import java.time.Clock;

/** The vaults of an AWS account, and what an application needs to be let in there. */
final class Vault implements AutoCloseable {

    static final String REGION = "eu-central-1";

    private static final SigV4Verifier.Account ACCOUNT =
            new SigV4Verifier.Account("AKIAVAULTEXAMPLE", "vault/secret+access+key/4411", "vault-session-token-7");

    final VaultServer server = VaultServer.start(ACCOUNT, REGION, Clock.systemUTC(), RunLogs.ledger());

    /** Says in the file where they are. */
    RulesFile describe(RulesFile rules) {
        return rules.global("secrets.region", REGION)
                .global("secrets.secretsmanager-endpoint", server.endpoint())
                .global("secrets.ssm-endpoint", server.endpoint())
                .global("secrets.timeout", "20s");
    }

    /** Gives the application the account's credentials. */
    static AppUnderTest.Setup letIn(AppUnderTest.Setup app) {
        return app.variable("AWS_ACCESS_KEY_ID", ACCOUNT.accessKeyId())
                .variable("AWS_SECRET_ACCESS_KEY", ACCOUNT.secretAccessKey())
                .variable("AWS_SESSION_TOKEN", RunLogs.ledger().record(ACCOUNT.sessionToken()));
    }

    @Override
    public void close() {
        server.close();
    }
}
