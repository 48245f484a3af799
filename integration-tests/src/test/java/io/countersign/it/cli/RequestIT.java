package io.countersign.it.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.countersign.counterpart.RawServer;
import io.countersign.counterpart.ReceivedRequest;
import io.countersign.counterpart.Reply;
import io.countersign.counterpart.SigV4Verifier;
import io.countersign.it.cli.Shell.Run;
import io.countersign.it.harness.RulesFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code request}. */
final class RequestIT {

    private static final SigV4Verifier.Account ACCOUNT =
            new SigV4Verifier.Account("AKIAREQUEST", "A requests 9 secret", "requests+session==");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void aRequestIsLetInAndItsTokenIsNotShown() throws IOException {
        try (Landscape there = Landscape.start()) {
            there.rules().write(folder);
            Run run = shell().run("request", there.api.at("/orders?open=true").toString());
            assertThat(there.api.refusals()).isEmpty();
            assertThat(run.exit()).isZero();
            assertThat(run.firstLine()).matches("GET http://127.0.0.1:\\d+/orders is answered with 200");
            assertThat(run.out())
                    .containsPattern("Authorization +Bearer \\*\\*\\*\\*")
                    .doesNotContain("eyJ");
            assertThat(there.api.received().get(0).target()).isEqualTo("/orders?open=true");
        }
    }

    @Test
    void aRefusedTokenIsReplacedOnceAsByTheAgent() throws IOException {
        try (Landscape there = Landscape.start()) {
            there.rules().write(folder);
            there.api.rejectNext(1);
            JsonNode json = shell().run("request", there.api.at("/").toString(), "--json")
                    .json();
            assertThat(json.path("status").asInt()).isEqualTo(200);
            assertThat(json.path("sentTwice").asText()).startsWith("yes");
            assertThat(json.path("summary").asText()).endsWith("answered with 200");
            assertThat(there.api.received().get(1).header("Authorization"))
                    .isPresent()
                    .isNotEqualTo(there.api.received().get(0).header("Authorization"));
            assertThat(there.api.received()).hasSize(2);
        }
    }

    @Test
    void bodyAndHeadersAreSentAsGiven() throws IOException {
        try (RawServer server = RawServer.start(request -> Reply.echo(request.body()));
                Landscape there = Landscape.start()) {
            there.rules().write(folder);
            Files.writeString(folder.resolve("order.json"), "{\"item\":7}");
            String address = server.at("/orders").toString();
            Run run = shell().run("request", address, "-d", "@order.json", "-H", "X-Tenant: blue", "-X", "PUT");
            ReceivedRequest received = server.received().get(0);
            assertThat(received.method()).isEqualTo("PUT");
            assertThat(received.header("X-Tenant")).contains("blue");
            assertThat(received.header("Content-Type")).contains("application/json");
            assertThat(run.firstLine()).endsWith("is answered with 200; no rule added anything to it");
            assertThat(run.out()).contains("{\"item\":7}");
        }
    }

    /** AWS quotes the session token in its answer to a wrong signature, and test servers send all headers back. */
    @Test
    void whatTheServerQuotesOfTheCredentialsIsNotShownEither() throws IOException {
        try (RawServer server = RawServer.start(request -> Reply.of(
                        403, "token:" + request.header("X-Amz-Security-Token").orElse("") + "\nend")
                .with("X-Seen", request.header("Authorization").orElse("")))) {
            signing("127.0.0.1:" + server.port(), "quoted").write(folder);
            Run run = Shell.in(folder).run("request", server.at("/").toString());
            assertThat(run.out()).contains("token:****", "  end").doesNotContain(ACCOUNT.sessionToken());
            String sent = server.received().get(0).header("Authorization").orElseThrow();
            assertThat(run.out()).doesNotContain(sent.substring(sent.indexOf("Signature=")));
        }
    }

    @Test
    void aRefusedSignatureShowsWhatWasSignedAndTheUsualCauses() throws IOException {
        SigV4Verifier verifier = SigV4Verifier.of(ACCOUNT, "execute-api", "eu-west-1", Clock.systemUTC());
        try (RawServer server = RawServer.start(request -> verifier.refusal(request)
                .map(reason -> Reply.of(403, "{\"message\":\"" + reason + "\"}")
                        .with("x-amzn-ErrorType", "InvalidSignatureException"))
                .orElseGet(() -> Reply.of(200, "")))) {
            signing("127.0.0.1:" + server.port(), "A wrong secret").write(folder);
            Run run = Shell.in(folder)
                    .run("request", server.at("/a b?x=1".replace(" ", "%20")).toString());
            assertThat(run.exit()).isEqualTo(1);
            assertThat(run.firstLine())
                    .contains(
                            "is answered with 403; the signature does not match: compare the canonical request below");
            assertThat(run.out())
                    .containsPattern(
                            "canonical request\\R  GET\\R  /a%2520b\\R  x=1\\R  host:127.0.0.1:" + server.port())
                    .contains("x-amz-security-token:****", "Signature=****")
                    .doesNotContain(ACCOUNT.sessionToken());

            signing("127.0.0.1:" + server.port(), ACCOUNT.secretAccessKey()).write(folder);
            assertThat(Shell.in(folder)
                            .run("request", server.at("/a").toString())
                            .exit())
                    .isZero();
        }
    }

    @Test
    void whatIsNoHttpUrlIsAMistakeInTheCommandLine() {
        Run run = Shell.in(folder).run("request", "ftp://api.example.com/");
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).startsWith("'ftp://api.example.com/' is no http or https URL with a host");
    }

    private static RulesFile signing(String host, String secret) {
        return new RulesFile()
                .identity("reports", "aws")
                .with("access-key-id", ACCOUNT.accessKeyId())
                .with("secret-access-key", secret)
                .with("session-token", ACCOUNT.sessionToken())
                .rule("reports", host, "reports")
                .with("service", "execute-api")
                .with("region", "eu-west-1");
    }

    private Shell shell() {
        return Shell.in(folder).variable("ORDERS_PASSWORD", Landscape.PASSWORD);
    }
}
