package io.countersign.it.sigv4;

import io.countersign.counterpart.RawServer;
import io.countersign.counterpart.ReceivedRequest;
import io.countersign.counterpart.Reply;
import io.countersign.counterpart.SecretLedger;
import io.countersign.counterpart.SigV4Verifier;
import io.countersign.it.harness.AppUnderTest;
import io.countersign.it.harness.AppUnderTest.Outcome;
import io.countersign.it.harness.Application;
import io.countersign.it.harness.Applications;
import io.countersign.it.harness.Jdk;
import io.countersign.it.harness.RulesFile;
import io.countersign.it.harness.RunLogs;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** A 403 that another signature answers is seen by nobody, through each client; any other by the application. */
final class RefusedSignatureIT {

    private static final byte[] BODY = AppUnderTest.bytes("{\"n\":1}");
    private static final SigV4Verifier.Account KEY =
            new SigV4Verifier.Account("AKIAREFUSED", "refused/secret+access+key/3a", "");
    private static final SigV4Verifier.Account OLD =
            new SigV4Verifier.Account("ASIAOLD", "old/secret+access+key/5e", "old//session+token==");
    private static final SigV4Verifier.Account NEW =
            new SigV4Verifier.Account("ASIANEW", "new/secret+access+key/7d", "new//session+token==");

    private final SecretLedger ledger = RunLogs.ledger();

    @TempDir
    private Path folder;

    static List<Application> clients() {
        return List.of(
                Applications.JDK_BLOCKING,
                Applications.JDK_ASYNCHRONOUS,
                Applications.URL_CONNECTION,
                Applications.APACHE_4,
                Applications.APACHE_5,
                Applications.APACHE_5_ASYNC_OLDEST,
                Applications.APACHE_5_ASYNC,
                Applications.OKHTTP_5);
    }

    @ParameterizedTest
    @MethodSource("clients")
    void aClockThatIsTenMinutesOffIsPutRightOnce(Application client) throws IOException {
        ledger.record(KEY.secretAccessKey());
        try (AwsApi ahead = api(Duration.ofMinutes(10));
                AwsApi behind = api(Duration.ofMinutes(-10));
                AwsApi denying = AwsApi.denying(clock(Duration.ofHours(1)));
                AppUnderTest app = start(client, ahead, behind, denying)) {
            for (AwsApi api : List.of(ahead, behind)) {
                assertThat(app.send("POST", api.at("/v1/orders"), BODY)).isEqualTo(Outcome.answer(200, BODY));
                assertThat(api.received()).hasSize(2);
                assertThat(api.received()).extracting(ReceivedRequest::body).containsOnly(BODY);

                assertThat(app.send("GET", api.at("/v1/orders")).status()).isEqualTo("200");
                assertThat(api.received()).hasSize(3);
            }
            assertThat(app.send("POST", denying.at("/v1/orders"), BODY).status())
                    .isEqualTo("403");
            assertThat(denying.received()).hasSize(1);
            assertThat(app.endAndGetErrors())
                    .filteredOn(line -> line.startsWith("Countersign: "))
                    .hasSize(2)
                    .allSatisfy(line -> assertThat(line).contains("this host's clock is", "of AWS"));
        }
    }

    @Test
    void credentialsOfASessionThatIsOverAreRenewed() throws IOException {
        List.of(OLD, NEW).forEach(account -> {
            ledger.record(account.secretAccessKey());
            ledger.record(account.sessionToken());
        });
        AtomicInteger asked = new AtomicInteger();
        try (RawServer container = RawServer.start(request -> credentials(asked.getAndIncrement() == 0 ? OLD : NEW));
                AwsApi api = AwsApi.knowingOnly(NEW, "execute-api", "eu-central-1");
                AppUnderTest app = AppUnderTest.with(Applications.JDK_BLOCKING, Jdk.running())
                        .agent(rule(new RulesFile().identity("role", "aws"), "api", api, "role")
                                .write(folder))
                        .variable(
                                "AWS_CONTAINER_CREDENTIALS_FULL_URI",
                                container.at("/credentials").toString())
                        .start()) {
            assertThat(app.send("POST", api.at("/v1/orders"), BODY)).isEqualTo(Outcome.answer(200, BODY));

            assertThat(api.received())
                    .extracting(
                            request -> request.header("X-Amz-Security-Token").orElse(""))
                    .containsExactly(OLD.sessionToken(), NEW.sessionToken());
            assertThat(container.received()).hasSize(2);
            assertThat(app.endAndGetErrors()).isEmpty();
        }
    }

    private AppUnderTest start(Application client, AwsApi ahead, AwsApi behind, AwsApi denying) throws IOException {
        RulesFile rules = new RulesFile();
        Map<String, AwsApi> apis = Map.of("ahead", ahead, "behind", behind, "denying", denying);
        apis.forEach((name, api) -> {
            rules.identity(name, "aws")
                    .with("access-key-id", KEY.accessKeyId())
                    .with("secret-access-key", KEY.secretAccessKey());
            rule(rules, name, api, name);
        });
        return AppUnderTest.with(client, Jdk.running())
                .agent(rules.write(folder))
                .start();
    }

    private static RulesFile rule(RulesFile rules, String name, AwsApi api, String identity) {
        return rules.rule(name, api.authority(), identity)
                .with("service", "execute-api")
                .with("region", "eu-central-1");
    }

    private static AwsApi api(Duration ahead) {
        return AwsApi.verifying(KEY, "execute-api", "eu-central-1", clock(ahead));
    }

    private static Clock clock(Duration ahead) {
        return Clock.offset(Clock.systemUTC(), ahead);
    }

    private static Reply credentials(SigV4Verifier.Account account) {
        Instant end = Clock.systemUTC().instant().plus(Duration.ofHours(6));
        return Reply.of(
                        200,
                        "{\"AccessKeyId\":\"%s\",\"SecretAccessKey\":\"%s\",\"Token\":\"%s\",\"Expiration\":\"%s\"}"
                                .formatted(
                                        account.accessKeyId(), account.secretAccessKey(), account.sessionToken(), end))
                .with("Content-Type", "application/json");
    }
}
