package io.countersign.it.machine;

import io.countersign.counterpart.ApiServer;
import io.countersign.counterpart.Destinations;
import io.countersign.counterpart.ForwardProxy;
import io.countersign.counterpart.OAuthServer;
import io.countersign.counterpart.OAuthServer.RegisteredClient;
import io.countersign.counterpart.Reply;
import io.countersign.it.harness.AppUnderTest;
import io.countersign.it.harness.RulesFile;
import io.countersign.it.harness.RunLogs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** OAuth 2 client credentials, against a token endpoint that checks what it receives. */
final class ClientCredentialsIT {

    private static final String ID = "orders service";
    private static final String SECRET = "client s3cret:/+ 61f0";
    private static final String AUDIENCE = "https://api.example.com";

    @TempDir
    private Path folder;

    @Test
    void aTokenIsAskedForWithBasicAuthenticationScopesAndAudience() throws IOException {
        try (OAuthServer issuer = issuer(false, AUDIENCE);
                ApiServer api = ApiServer.requiring(issuer.requirement("orders/read orders/write", AUDIENCE))) {
            machine(rules().with("token-url", issuer.tokenUrl())
                            .with("scopes", "orders/read, orders/write")
                            .with("audience", AUDIENCE)
                            .rule("api", Machine.authority(api), "partner"))
                    .assertLetIn(api);
            assertThat(issuer.tokenRequests()).hasSize(1);
        }
    }

    @Test
    void theTokenEndpointIsDiscoveredAndTheSecretPosted() throws IOException {
        try (OAuthServer issuer = issuer(true, "");
                ApiServer api = ApiServer.requiring(issuer.requirement("", ""))) {
            machine(rules().with("issuer", issuer.issuer())
                            .with("client-auth", "post")
                            .rule("api", Machine.authority(api), "partner"))
                    .assertLetIn(api);
        }
    }

    @Test
    void theAgentsOwnCallIsNotAuthorizedThoughARuleNamesItsHost() throws IOException {
        try (OAuthServer issuer = issuer(false, "");
                ApiServer api = ApiServer.requiring(issuer.requirement("", ""))) {
            machine(rules().with("issuer", issuer.issuer())
                            .rule("api", Machine.authority(api), "partner")
                            .rule("issuer", "127.0.0.1:" + issuer.issuer().getPort(), "partner")
                            .with("on-existing", "replace"))
                    .assertLetIn(api);
            assertThat(issuer.received())
                    .hasSize(2)
                    .allSatisfy(request -> assertThat(
                                    request.header("Authorization").orElse(""))
                            .doesNotContain("Bearer"));
        }
    }

    @Test
    void aRefusedTokenIsReplacedOnce() throws IOException {
        try (OAuthServer issuer = issuer(false, "");
                ApiServer api = ApiServer.requiring(issuer.requirement("", ""))) {
            Machine machine = machine(
                    rules().with("token-url", issuer.tokenUrl()).rule("api", Machine.authority(api), "partner"));
            try (AppUnderTest app = machine.start()) {
                Machine.assertLetIn(app, api);
                api.rejectNext(1);
                Machine.assertLetIn(app, api);
            }
            assertThat(issuer.tokenRequests()).hasSize(2);
        }
    }

    @Test
    void theCallGoesThroughTheProxyOfTheIdentity() throws IOException {
        try (OAuthServer issuer = issuer(false, "");
                ApiServer api = ApiServer.requiring(issuer.requirement("", ""));
                ForwardProxy proxy = ForwardProxy.to(Destinations.loopback())) {
            machine(rules().with("token-url", issuer.tokenUrl())
                            .with("proxy", proxy.address())
                            .rule("api", Machine.authority(api), "partner"))
                    .assertLetIn(api);
            assertThat(proxy.asked()).containsExactly("POST " + issuer.tokenUrl());
        }
    }

    @Test
    void aRefusedClientIsNamedWithTheRemedy() throws IOException {
        try (OAuthServer issuer = issuer(true, "");
                ApiServer api = ApiServer.requiring(issuer.requirement("", ""))) {
            machine(rules().with("token-url", issuer.tokenUrl()).rule("api", Machine.authority(api), "partner"))
                    .assertRefused(
                            api,
                            "partner: the log-in of client orders service at " + issuer.tokenUrl()
                                    + " failed: invalid_client; correct the identity's client-id or client-secret, or"
                                    + " try the other client-auth (basic, post)");
            assertThat(issuer.tokenRequests()).hasSize(1);
        }
    }

    @Test
    void aServerInTroubleIsNamed() throws IOException {
        try (OAuthServer issuer = issuer(false, "");
                ApiServer api = ApiServer.requiring(issuer.requirement("", ""))) {
            issuer.faults().always(Reply.of(503, "later"));
            machine(rules().with("token-url", issuer.tokenUrl()).rule("api", Machine.authority(api), "partner"))
                    .assertRefused(api, issuer.tokenUrl() + " answers with HTTP status 503; another attempt follows");
        }
    }

    @Test
    void aBadFileIsReportedWithItsLines() throws IOException {
        try (ApiServer api = ApiServer.requiring(request -> Optional.of("nobody"))) {
            RulesFile rules = new RulesFile()
                    .identity("partner", "client-credentials")
                    .with("client-id", ID)
                    .with("client-auth", "digest")
                    .rule("api", Machine.authority(api), "partner");
            machine(rules)
                    .assertBad(
                            api,
                            "agent.properties:1: identity 'partner' of type client-credentials needs"
                                    + " identity.partner.token-url or identity.partner.issuer",
                            "agent.properties:1: identity 'partner' of type client-credentials needs"
                                    + " identity.partner.client-secret",
                            "agent.properties:3: identity.partner.client-auth = 'digest': must be basic or post");
        }
    }

    private static OAuthServer issuer(boolean posting, String audience) {
        return OAuthServer.start(
                new RegisteredClient(ID, SECRET, posting, List.of("orders/read", "orders/write"), audience),
                RunLogs.ledger());
    }

    private static RulesFile rules() {
        return new RulesFile()
                .identity("partner", "client-credentials")
                .with("client-id", ID)
                .with("client-secret", "${env:PARTNER_SECRET}")
                .with("timeout", "20s"); // the machine may be busy
    }

    private Machine machine(RulesFile rules) throws IOException {
        return Machine.with(rules, folder).variable("PARTNER_SECRET", SECRET);
    }
}
