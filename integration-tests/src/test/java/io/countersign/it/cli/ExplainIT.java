package io.countersign.it.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.countersign.it.cli.Shell.Run;
import io.countersign.it.harness.RulesFile;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code explain}. */
final class ExplainIT {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @BeforeEach
    void write() throws IOException {
        new RulesFile()
                .identity("catalog", "api-key")
                .with("api-key", "Explained 7 key")
                .rule("everywhere", "*.example.com", "catalog")
                .rule("orders", "api.example.com", "catalog")
                .with("paths", "/v1/**")
                .with("methods", "GET, POST")
                .rule("ported", "api.example.com:8443", "catalog")
                .write(folder);
    }

    @Test
    void theMostSpecificRuleWinsAndTheOthersSayWhyNot() {
        Run run = explain("get", "https://api.example.com/v1/orders?secret=x");
        assertThat(run.exit()).isZero();
        assertThat(run.firstLine())
                .isEqualTo("rule 'orders' (agent.properties:5) takes it and adds x-api-key: <API key of catalog>");
        assertThat(run.out())
                .containsPattern("everywhere +agent.properties:3 +takes it too, but rule 'orders' is more specific")
                .containsPattern("ported +agent.properties:9 +port 443 is not that of api.example.com:8443")
                .containsPattern("redirects +are matched anew")
                .containsPattern("plain http +is refused")
                .doesNotContain("secret=x");
    }

    @Test
    void aMethodOrPathThatDiffersIsTheReason() {
        assertThat(explain("DELETE", "https://api.example.com/v1/orders").out())
                .contains("rule 'everywhere'", "method DELETE is none of GET, POST");
        assertThat(explain("GET", "https://api.example.com/v2").out()).contains("path /v2 is none of /v1/**");
    }

    @Test
    void aHostOfNoRuleIsSaidWithTheOneThatWasMeant() {
        Run run = explain("GET", "https://api.exampel.com/v1/orders");
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.firstLine())
                .isEqualTo(
                        "no rule takes GET https://api.exampel.com/v1/orders, so it goes out as the application makes"
                                + " it; did you mean the host 'api.example.com'?");
        assertThat(run.out()).contains("host api.exampel.com is none of *.example.com");
    }

    @Test
    void plainHttpIsRefused() {
        Run run = explain("GET", "http://api.example.com/v1/orders");
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.firstLine()).contains("use https, or set rule.orders.allow-plain-http = true");
    }

    @Test
    void jsonTellsTheSame() {
        JsonNode json = Shell.in(folder)
                .run("explain", "GET", "https://api.example.com/v1/orders", "--json")
                .json();
        assertThat(json.path("ok").asBoolean()).isTrue();
        assertThat(json.path("rule").asText()).isEqualTo("orders");
        assertThat(json.path("adds").asText()).isEqualTo("x-api-key: <API key of catalog>");
        assertThat(json.path("otherRules")).hasSize(2);
        assertThat(json.at("/otherRules/0/whyNot").asText()).contains("more specific");
    }

    @Test
    void whatIsNoUrlIsAMistakeInTheCommandLine() {
        Run run = explain("GET", "api.example.com");
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).startsWith("'api.example.com' is no URL with scheme and host");
    }

    private Run explain(String method, String url) {
        return Shell.in(folder).run("explain", method, url);
    }
}
