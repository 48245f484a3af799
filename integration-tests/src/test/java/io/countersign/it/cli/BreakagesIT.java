package io.countersign.it.cli;

import io.countersign.counterpart.RawServer;
import io.countersign.counterpart.Reply;
import io.countersign.it.cli.Shell.Run;
import io.countersign.it.harness.AppUnderTest;
import io.countersign.it.harness.AppUnderTest.Outcome;
import io.countersign.it.harness.Applications;
import io.countersign.it.harness.Jdk;
import io.countersign.it.harness.RulesFile;
import io.countersign.it.harness.RunLogs;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Ten ways in which a new user's set-up can be broken. In each the first line of the command that one would try names the
 * cause and the remedy; where the agent meets the same, so does the first line of trouble on the application's standard error.
 */
final class BreakagesIT {

    private static final String WRONG = RunLogs.ledger().record("Broken 11 password!");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private Landscape there = Landscape.start();

    @AfterEach
    void stop() {
        there.close();
    }

    @Test
    void wrongHost() throws IOException {
        rules("api.orders.example.com").write(folder);
        assertThat(firstLine("explain", "GET", "https://api.oders.example.com/"))
                .isEqualTo(
                        "no rule takes GET https://api.oders.example.com/, so it goes out as the application makes it;"
                                + " did you mean the host 'api.orders.example.com'?");
    }

    @Test
    void wrongRegion() throws IOException {
        new RulesFile()
                .identity("orders", "cognito-user")
                .with("user-pool-id", Landscape.POOL)
                .with("region", "us-east-1")
                .with("client-id", Landscape.CLIENT)
                .with("username", Landscape.USER)
                .with("password", Landscape.PASSWORD)
                .rule("orders", there.authority(), "orders")
                .write(folder);
        String cause = "agent.properties:3: identity.orders.region is not the region of"
                + " identity.orders.user-pool-id, and a user pool is known in its own region only; remove the line";
        assertThat(shell(Landscape.PASSWORD).run("check").firstLine()).startsWith(cause);
        assertThat(firstTrouble(there.api.at("/"))).isEqualTo("Countersign: warning: " + cause);
    }

    @Test
    void wrongRegionOfASignature() throws IOException {
        try (RawServer aws = RawServer.start(
                request -> Reply.of(403, "{\"message\":\"Credential should be scoped to a valid region.\"}"))) {
            new RulesFile()
                    .identity("reports", "aws")
                    .with("access-key-id", "AKIAREGION")
                    .with("secret-access-key", WRONG)
                    .rule("reports", "127.0.0.1:" + aws.port(), "reports")
                    .with("service", "execute-api")
                    .with("region", "eu-west-9")
                    .write(folder);
            assertThat(firstLine("request", aws.at("/").toString()))
                    .endsWith("is answered with 403; the signature is for another region: set region of the rule");
        }
    }

    @Test
    void wrongPassword() throws IOException {
        there.rules().write(folder);
        String cause = "NotAuthorizedException: Incorrect username or password.; correct the identity's username or"
                + " password";
        assertThat(shell(WRONG).run("login", "orders").firstLine()).contains(cause);
        assertThat(firstTrouble(there.api.at("/"), WRONG))
                .startsWith("Countersign: warning: orders: ")
                .contains(cause);
    }

    @Test
    void expiredSecret() throws IOException {
        String claims = Base64.getUrlEncoder().withoutPadding().encodeToString("{\"exp\":1700000000}".getBytes(UTF_8));
        new RulesFile()
                .identity("orders", "token")
                .with("value", "e30." + claims + ".c2ln")
                .rule("orders", there.authority(), "orders")
                .write(folder);
        String cause = "the configured token expired at 2023-11-14T22:13:20Z (its claim exp); configure a newer one";
        assertThat(firstLine("login", "orders")).contains(cause);
        assertThat(firstTrouble(there.api.at("/"))).contains(cause);
    }

    @Test
    void unreadableFile() throws IOException {
        Files.createDirectory(folder.resolve("password"));
        there.rules()
                .identity("other", "api-key")
                .with("api-key", "${file:password}")
                .write(folder);
        String cause = "identity.other.api-key: ${file:password} cannot be resolved: the file "
                + folder.resolve("password") + " is a directory; name a file";
        assertThat(firstLine("check")).contains(cause);
        assertThat(firstTrouble(there.api.at("/"))).contains(cause);
    }

    @Test
    void clockOff() throws IOException {
        there.close();
        there = Landscape.start(Clock.offset(Clock.systemUTC(), Duration.ofMinutes(10)), user -> user);
        there.rules().with("allow-plain-http", "true").write(folder);
        assertThat(firstLine("diagnose"))
                .matches("this host's clock is (59[5-9]|60[0-5]) s behind that of http://.*: set the clock right");
        assertThat(firstTrouble(there.api.at("/")))
                .matches("Countersign: warning: this host's clock is \\d+ s behind that of Amazon Cognito; .*"
                        + " set the clock right");
    }

    @Test
    void blockedNetwork() throws IOException {
        URI closed = there.cognito.endpoint();
        there.rules().write(folder);
        there.cognito.close();
        String cause = "cannot be reached: java.net.ConnectException: Connection refused";
        assertThat(firstLine("login", "orders"))
                .contains(closed.getAuthority(), cause)
                .endsWith("check network, proxy and endpoint");
        assertThat(firstTrouble(there.api.at("/"))).contains(cause, "check network, proxy and endpoint");
    }

    @Test
    void tie() throws IOException {
        there.rules().rule("again", there.authority(), "orders").write(folder);
        assertThat(firstLine("check")).startsWith("agent.properties:").contains("'again'", "'orders'", ":8");
        assertThat(firstTrouble(there.api.at("/"))).contains("'again'", "'orders'", ":8");
    }

    @Test
    void plainHttp() throws IOException {
        rules("api.orders.example.com").write(folder);
        String cause =
                "rule 'orders' sends no credentials to http://api.orders.example.com, where anyone on the way can"
                        + " read them; use https, or set rule.orders.allow-plain-http = true";
        assertThat(firstLine("request", "http://api.orders.example.com/")).endsWith(cause);
        assertThat(firstLine("explain", "GET", "http://api.orders.example.com/"))
                .isEqualTo(cause);
        assertThat(firstTrouble(URI.create("http://api.orders.example.com/"))).endsWith(cause);
    }

    @Test
    void unsupportedChallenge() throws IOException {
        there.close();
        there = Landscape.start(Clock.systemUTC(), user -> user.posed("SMS_MFA"));
        there.rules().write(folder);
        assertThat(firstLine("login", "orders")).contains("the challenge SMS_MFA cannot be answered; ");
        assertThat(firstTrouble(there.api.at("/"))).contains("the challenge SMS_MFA cannot be answered; ");
    }

    private RulesFile rules(String host) {
        return new RulesFile()
                .identity("orders", "api-key")
                .with("api-key", WRONG)
                .rule("orders", host, "orders");
    }

    private String firstLine(String... arguments) {
        Run run = shell(Landscape.PASSWORD).run(arguments);
        assertThat(run.exit()).isEqualTo(1);
        return run.firstLine();
    }

    private Shell shell(String password) {
        return Shell.in(folder).variable("ORDERS_PASSWORD", password);
    }

    private String firstTrouble(URI address) {
        return firstTrouble(address, Landscape.PASSWORD);
    }

    /** What the log says first besides that all is well; a request is sent, as some things are only met then. */
    private String firstTrouble(URI address, String password) {
        try (AppUnderTest app = AppUnderTest.with(Applications.JDK_BLOCKING, Jdk.running())
                .agent(folder.resolve("agent.properties"))
                .variable("ORDERS_PASSWORD", password)
                .start()) {
            Outcome seen = app.send("GET", address);
            List<String> errors = app.endAndGetErrors();
            return errors.stream()
                    .filter(line ->
                            line.startsWith("Countersign: warning: ") || line.startsWith("Countersign: error: "))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("nothing is said, and the outcome is " + seen));
        }
    }
}
