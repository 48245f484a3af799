package io.countersign.it.harness;

import io.countersign.counterpart.SecretLedger;
import java.nio.file.Path;

/** Where this run keeps what forked JVMs print, and which secrets were about. */
public final class RunLogs {

    private RunLogs() {}

    /** The folder that no secret may reach; one file for each JVM. */
    public static Path folder() {
        return root().resolve("jvm");
    }

    /** The list of secrets, outside that folder. */
    public static Path secretsIssued() {
        return root().resolve("secrets-issued");
    }

    /** What the counterparts of all tests write to. */
    public static SecretLedger ledger() {
        return SecretLedger.at(secretsIssued());
    }

    private static Path root() {
        return Path.of(System.getProperty("countersign.logs", "target/logs"));
    }
}
