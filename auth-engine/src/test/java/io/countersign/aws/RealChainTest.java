package io.countersign.aws;

import io.countersign.request.AuthenticationException;
import io.countersign.secret.Secret;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The SDK's own chain, cut off from the machine that the test runs on. */
@ResourceLock(Resources.SYSTEM_PROPERTIES)
final class RealChainTest {

    private static final List<String> CREDENTIALS_IN_THE_ENVIRONMENT = List.of(
            "AWS_ACCESS_KEY_ID",
            "AWS_WEB_IDENTITY_TOKEN_FILE",
            "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
            "AWS_CONTAINER_CREDENTIALS_FULL_URI");

    private final Map<String, String> before = new HashMap<>();

    @TempDir
    Path empty;

    @BeforeEach
    void cutOff() {
        set("aws.disableEc2Metadata", "true");
        set("aws.configFile", empty.resolve("config").toString());
        set("aws.sharedCredentialsFile", empty.resolve("credentials").toString());
    }

    @AfterEach
    void reconnect() {
        before.forEach((name, value) -> {
            if (value == null) {
                System.clearProperty(name);
            } else {
                System.setProperty(name, value);
            }
        });
    }

    @Test
    void systemPropertiesAreFound() throws AuthenticationException {
        set("aws.accessKeyId", "AKIDEXAMPLE");
        set("aws.secretAccessKey", "hidden");
        set("aws.sessionToken", "veiled");
        try (ProviderCredentials source = ProviderCredentials.ofDefaultChain("prod", Clock.systemUTC())) {
            assertThat(source.current())
                    .isEqualTo(AwsCredentials.of("AKIDEXAMPLE", Secret.of("hidden"), Secret.of("veiled"), null));
        }
    }

    @Test
    void nothingAnywhereIsSaidInOneLine() {
        Assumptions.assumeTrue(
                Collections.disjoint(System.getenv().keySet(), CREDENTIALS_IN_THE_ENVIRONMENT),
                "a process cannot unset its own environment");
        try (ProviderCredentials source = ProviderCredentials.ofDefaultChain("prod", Clock.systemUTC())) {
            assertThatThrownBy(source::current)
                    .isInstanceOf(AuthenticationException.class)
                    .hasMessageStartingWith("prod: no AWS credentials found; looked in ")
                    .hasMessageContaining("(the AWS SDK says: SystemPropertyCredentialsProvider")
                    .hasMessageNotContaining("\n");
        }
    }

    private void set(String name, String value) {
        before.putIfAbsent(name, System.getProperty(name));
        System.setProperty(name, value);
    }
}
