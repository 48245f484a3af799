package io.countersign.it.sigv4;

import io.countersign.counterpart.ApiServer;
import io.countersign.counterpart.Requirement;
import io.countersign.it.harness.AppUnderTest;
import io.countersign.it.harness.AppUnderTest.Outcome;
import io.countersign.it.harness.Applications;
import io.countersign.it.harness.Jdk;
import io.countersign.it.harness.RulesFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What cannot be signed is not sent, and the application reads why and what to do. */
final class SigningErrorsIT {

    private static final String UNKNOWN = "ec2-1-2-3-4.compute-1.amazonaws.com";
    private static final String FUNCTION = "abcdefghij.lambda-url.us-west-2.on.aws";
    private static final String CUSTOM = "graphql.example.test";
    private static final String SIGNED = "a1b2c3d4e5.execute-api.eu-central-1.amazonaws.com";

    @TempDir
    private Path folder;

    @Test
    void eachNamesIdentityRuleLineAndRemedy() throws IOException {
        try (ApiServer api = ApiServer.requiring(Requirement.none());
                AppUnderTest app = start(api)) {
            assertThat(message(app, api, UNKNOWN))
                    .isEqualTo("Countersign: keys: rule 'unknown' (agent.properties:4): the host '" + UNKNOWN
                            + "' is none of those whose AWS service and region Countersign knows; add service and"
                            + " region to the rule");
            assertThat(message(app, api, FUNCTION))
                    .isEqualTo("Countersign: keys: rule 'function' (agent.properties:7): AWS Lambda takes no unsigned"
                            + " payload; set payload = signed for its hosts");
            assertThat(message(app, api, CUSTOM))
                    .isEqualTo(
                            "Countersign: keys: rule 'custom' (agent.properties:11): no AWS region for the AppSync API"
                                    + " at '" + CUSTOM + "'; looked in the host's name, aws.region, AWS_REGION,"
                                    + " AWS_DEFAULT_REGION and the AWS profile; set region of the rule, or one of these");
            assertThat(message(app, api, SIGNED))
                    .startsWith(
                            "Countersign: nobody: no AWS credentials found; looked in system properties, environment,"
                                    + " web identity, profile, container, instance metadata; set AWS_ACCESS_KEY_ID and"
                                    + " AWS_SECRET_ACCESS_KEY, name a profile with AWS_PROFILE,");
            assertThat(api.received()).isEmpty();
        }
    }

    private AppUnderTest start(ApiServer api) throws IOException {
        String port = ":" + api.port();
        RulesFile rules = new RulesFile()
                .identity("keys", "aws")
                .with("access-key-id", "AKIAERRORS")
                .with("secret-access-key", "not-used")
                .rule("unknown", "*.compute-1.amazonaws.com" + port, "keys")
                .with("allow-plain-http", "true")
                .rule("function", "*.on.aws" + port, "keys")
                .with("allow-plain-http", "true")
                .with("payload", "unsigned")
                .rule("custom", CUSTOM + port, "keys")
                .with("allow-plain-http", "true")
                .with("auth", "appsync")
                .identity("nobody", "aws")
                .rule("signed", SIGNED + port, "nobody")
                .with("allow-plain-http", "true");
        String hosts = "127.0.0.1 localhost\n127.0.0.1 " + String.join(" ", UNKNOWN, FUNCTION, CUSTOM, SIGNED) + "\n";
        return AppUnderTest.with(Applications.JDK_BLOCKING, Jdk.running())
                .agent(rules.write(folder))
                .option("-Djdk.net.hosts.file=" + Files.writeString(folder.resolve("hosts"), hosts))
                .variable("AWS_EC2_METADATA_DISABLED", "true")
                .variable("AWS_CONFIG_FILE", folder.resolve("absent").toString())
                .variable(
                        "AWS_SHARED_CREDENTIALS_FILE", folder.resolve("absent").toString())
                .start();
    }

    private static String message(AppUnderTest app, ApiServer api, String host) {
        Outcome seen = app.send("GET", api.at(host, "/"));
        assertThat(seen.status()).isEqualTo("java.io.IOException");
        return seen.message();
    }
}
