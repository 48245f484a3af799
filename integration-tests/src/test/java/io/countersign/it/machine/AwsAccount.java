package io.countersign.it.machine;

import io.countersign.counterpart.ApiServer;
import io.countersign.counterpart.AwsSessions;
import io.countersign.counterpart.SigV4Verifier.Account;
import io.countersign.counterpart.StsServer;
import io.countersign.it.harness.RulesFile;
import io.countersign.it.harness.RunLogs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;

/** An AWS account with STS on loopback, and an application whose identity {@code orders} signs for an API in it. */
final class AwsAccount implements AutoCloseable {

    static final String REGION = "eu-central-1";
    static final String ID = "123456789012";
    static final String ROLE = "arn:aws:iam::123456789012:role/orders";

    final Clock clock = Clock.systemUTC();
    final AwsSessions sessions = new AwsSessions(clock, RunLogs.ledger());
    final StsServer sts = StsServer.start(sessions, REGION, clock);
    final Account alice = sessions.user("alice");

    static RulesFile rules() {
        return new RulesFile().identity("orders", "aws");
    }

    RulesFile role() {
        return onTheWayToSts(rules().with("role-arn", ROLE));
    }

    RulesFile onTheWayToSts(RulesFile rules) {
        return rules.with("region", REGION).with("endpoint", sts.endpoint()).with("timeout", "20s");
    }

    Map<String, Object> keysOfAlice() {
        return Map.of("AWS_ACCESS_KEY_ID", alice.accessKeyId(), "AWS_SECRET_ACCESS_KEY", alice.secretAccessKey());
    }

    /** Writes the AWS configuration; the first two places in it are for the keys of alice. */
    void configure(Path folder, String format) throws IOException {
        Files.writeString(
                folder.resolve("aws-config"),
                String.format(Locale.ROOT, format, alice.accessKeyId(), alice.secretAccessKey()));
    }

    /** The API lets in who signs with keys of this owner. */
    void assertLetIn(Path folder, String owner, RulesFile rules, Map<String, ?> environment) throws IOException {
        try (ApiServer api = api(owner)) {
            machine(folder, rules, api, environment).assertLetIn(api);
        }
    }

    void assertRefused(Path folder, RulesFile rules, Map<String, ?> environment, String message) throws IOException {
        try (ApiServer api = api("nobody")) {
            machine(folder, rules, api, environment).assertRefused(api, message);
        }
    }

    ApiServer api(String owner) {
        return ApiServer.requiring(sessions.signedBy(owner, "execute-api", REGION));
    }

    Machine machine(Path folder, RulesFile rules, ApiServer api, Map<String, ?> environment) throws IOException {
        rules.rule("api", Machine.authority(api), "orders")
                .with("service", "execute-api")
                .with("region", REGION);
        Machine machine = Machine.with(rules, folder).option("-Duser.home=" + folder);
        environment.forEach(machine::variable);
        return machine;
    }

    @Override
    public void close() {
        sts.close();
    }
}
