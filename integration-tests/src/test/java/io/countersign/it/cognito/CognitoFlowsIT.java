package io.countersign.it.cognito;

import com.fasterxml.jackson.databind.JsonNode;
import io.countersign.counterpart.CognitoServer;
import io.countersign.counterpart.PoolClient;
import io.countersign.counterpart.PoolUser;
import io.countersign.counterpart.SigV4Verifier;
import io.countersign.counterpart.TokenFlaw;
import io.countersign.it.harness.AppUnderTest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static io.countersign.it.cognito.Site.ANSWER;
import static io.countersign.it.cognito.Site.LOG_IN;
import static io.countersign.it.cognito.Site.REFRESH;
import static org.assertj.core.api.Assertions.assertThat;

/** The ways in: by SRP, by password, by admin calls; with and without client secret; whatever users are called. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CognitoFlowsIT {

    private static final String ADMIN_LOG_IN = "AdminInitiateAuth";
    private static final String SECRET = "flows-client-secret-20d4";
    private static final String ALIAS = "orders@example.com";
    private static final SigV4Verifier.Account KEYS =
            new SigV4Verifier.Account("AKIAFLOWSEXAMPLE", "flows/secret+access+key/4b", "flows//session+token==");

    private final Sites sites = new Sites();

    private final Site srp = sites.add(Site.of("srp"));
    private final Site password = sites.add(Site.of("password", Site.user()).with("flow", "password"));
    private final Site admin = sites.add(
            Site.of("admin", pool -> pool.user(Site.user()).client(Site.CLIENT).administrator(KEYS))
                    .with("flow", "admin"));
    private final List<Site> byAlias = List.of(
            sites.add(byAlias("alias-srp", "srp")),
            sites.add(byAlias("alias-password", "password")),
            sites.add(byAlias("alias-admin", "admin")));
    private final List<Site> scripts = List.of(
            sites.add(named("umlauts", "j\u00fcrgen", "Stra\u00dfe \u00df1!\u00c4")),
            sites.add(named("chinese", "\u7528\u6237", "\u5bc6\u7801Aa1!x")),
            sites.add(named("emoji", "\ud83e\udd8a", "\ud83d\udd11\ud83d\udd11Aa1!aaaa")),
            sites.add(named("plain", "\u7528\u6237", "\u5bc6\u7801Aa1!x").with("flow", "password")));
    private final Site told =
            sites.add(Site.of("told").with("client-metadata.caller", "orders").with("client-metadata.tenant", "7"));
    private final Site verified = sites.add(Site.of("verified").with("verify-tokens", "true"));

    @SuppressWarnings("NullAway.Init")
    private AppUnderTest app;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        app = Sites.app(sites.rules().write(folder))
                .variable("AWS_ACCESS_KEY_ID", KEYS.accessKeyId())
                .variable("AWS_SECRET_ACCESS_KEY", KEYS.secretAccessKey())
                .variable("AWS_SESSION_TOKEN", KEYS.sessionToken())
                .start();
    }

    @AfterAll
    void nothingWasToBeSaid() {
        try (sites;
                AppUnderTest running = app) {
            assertThat(running.endAndGetErrors()).isEmpty();
        }
    }

    @Test
    void srpProvesThePasswordWithoutSendingIt() {
        srp.assertLetsIn(app);
        srp.assertRenews(app);
        assertThat(srp.cognito.calls()).containsExactly(LOG_IN, ANSWER, REFRESH);
        assertThat(srp.cognito.received())
                .noneMatch(request -> request.raw().contains(Site.PASSWORD))
                .noneMatch(request -> request.header("Authorization").isPresent());
    }

    @Test
    void passwordLogsInInOneCall() {
        password.assertLetsIn(app);
        password.assertRenews(app);
        assertThat(password.cognito.calls()).containsExactly(LOG_IN, REFRESH);
    }

    @Test
    void adminCallsAreSignedWithTheCredentialsOfTheEnvironment() {
        admin.assertLetsIn(app);
        admin.assertRenews(app);
        assertThat(admin.cognito.calls()).containsExactly(ADMIN_LOG_IN, REFRESH);
    }

    /** The secret hash of each step is made with the name that this step goes by: the alias, then the account's own. */
    @ParameterizedTest
    @MethodSource("byAlias")
    void anAliasLogsInAndRefreshesWithAClientSecret(Site site) {
        site.assertLetsIn(app);
        site.assertRenews(app);
        assertThat(site.cognito.calls()).endsWith(REFRESH, LOG_IN);
        assertThat(site.cognito.lastInput(LOG_IN).path("AuthFlow").asText()).isEqualTo("REFRESH_TOKEN_AUTH");
    }

    List<Site> byAlias() {
        return byAlias;
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void namesAndPasswordsMayBeInAnyScript(Site site) {
        site.assertLetsIn(app);
        site.assertRenews(app);
        assertThat(site.cognito.calls(REFRESH)).isOne();
    }

    List<Site> scripts() {
        return scripts;
    }

    @Test
    void clientMetadataGoesWithEveryCall() {
        told.assertLetsIn(app);
        told.assertRenews(app);
        for (String operation : List.of(LOG_IN, ANSWER, REFRESH)) {
            JsonNode sent = told.cognito.lastInput(operation).path("ClientMetadata");
            assertThat(sent.path("caller").asText()).as(operation).isEqualTo("orders");
            assertThat(sent.path("tenant").asText()).as(operation).isEqualTo("7");
        }
    }

    @Test
    void verificationFetchesTheKeysOnceAndAgainWhenTheyChange() {
        verified.assertLetsIn(app);
        verified.assertRenews(app);
        assertThat(verified.cognito.calls(CognitoServer.JWKS)).isOne();
        verified.cognito.issuer().rollOver();
        verified.assertRenews(app);
        assertThat(verified.cognito.calls(CognitoServer.JWKS)).isEqualTo(2);
        assertThat(verified.cognito.calls(LOG_IN)).isOne();
    }

    @Test
    void aTokenThatItsIssuerDidNotSignIsNotUsed(@TempDir Path folder) throws IOException {
        try (Site forged = Site.of("forged").with("verify-tokens", "true")) {
            forged.cognito.issuer().spoil(TokenFlaw.WRONG_SIGNATURE);
            try (AppUnderTest strict = Sites.of(forged).start(folder)) {
                assertThat(forged.send(strict).message())
                        .startsWith("Countersign: forged: ")
                        .contains("signature");
                assertThat(forged.api.received()).isEmpty();
            }
        }
    }

    @Test
    void aFlowThatNobodyAnswersUnattendedIsAnErrorOfTheFile(@TempDir Path folder) throws IOException {
        try (Site custom = Site.of("custom").with("flow", "custom")) {
            try (AppUnderTest off = Sites.of(custom).start(folder)) {
                assertThat(custom.send(off).status()).isEqualTo("401");
                List<String> errors = off.endAndGetErrors();
                assertThat(errors).hasSize(2);
                assertThat(errors.get(0)).contains("agent.properties:8", "identity.custom.flow", "custom");
                assertThat(errors.get(1)).contains("cannot be used; the agent stays off");
            }
            assertThat(custom.cognito.calls()).isEmpty();
        }
    }

    private static Site byAlias(String name, String flow) {
        PoolClient client = PoolClient.of(Site.CLIENT).withSecrets("another-client-secret", SECRET);
        return Site.of(
                        name,
                        pool -> pool.user(Site.user())
                                .alias(ALIAS, Site.USER)
                                .client(client)
                                .administrator(KEYS)
                                .withoutGetTokensFromRefreshToken())
                .with("flow", flow)
                .with("client-secret", SECRET)
                .with("username", ALIAS);
    }

    private static Site named(String site, String user, String password) {
        return Site.of(site, PoolUser.of(user, password)).with("username", user).with("password", password);
    }
}
