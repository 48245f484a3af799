package io.countersign.it.demo;

import io.countersign.counterpart.ApiServer;
import io.countersign.counterpart.CognitoServer;
import io.countersign.counterpart.Requirement;
import io.countersign.counterpart.SecretLedger;
import io.countersign.counterpart.SigV4Verifier;
import io.countersign.counterpart.UserPool;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** What the application talks to: a user pool and one API for each kind of credentials, all on loopback. */
final class Shop implements AutoCloseable {

    /** What a run causes: eight requests, one of which is redirected. */
    static final int HOPS = 9;

    private static final String POOL = "eu-central-1_Ab12Cd34E";
    private static final String CLIENT = "1example23456789";
    private static final String USER = "svc-orders@example.com";
    private static final String REGION = "eu-central-1";
    private static final String SERVICE = "execute-api";

    private final Secrets secrets;
    private final CognitoServer cognito;
    private final Api orders;
    private final Api catalog;
    private final Api reports;
    private final Api rates;

    private Shop(Secrets secrets, Clock clock, SecretLedger ledger) {
        this.secrets = secrets;
        UserPool pool = UserPool.builder(POOL)
                .user(USER, secrets.password())
                .client(CLIENT)
                .build();
        cognito = CognitoServer.start(pool, clock, ledger);
        orders = Api.covered(
                "orders",
                "wants a user's access token, and refuses the first that it is shown",
                ApiServer.requiring(Requirement.bearer(cognito.issuer(), "access", CLIENT)));
        catalog = Api.covered("catalog", "wants an API key", ApiServer.requiring(Requirement.apiKey(secrets.apiKey())));
        reports = Api.covered(
                "reports",
                "wants an AWS signature, as API Gateway does",
                ApiServer.requiring(
                        Requirement.signature(SigV4Verifier.of(secrets.account(), SERVICE, REGION, clock))));
        rates = Api.foreign("rates", ApiServer.requiring(Requirement.none()));
    }

    /** Starts everything, with secrets made up for this run. */
    static Shop open(SecretLedger ledger) {
        return new Shop(Secrets.random(ledger), Clock.systemUTC(), ledger);
    }

    CognitoServer cognito() {
        return cognito;
    }

    List<Api> apis() {
        return List.of(orders, catalog, reports, rates);
    }

    Api apiAt(URI uri) {
        return apis().stream().filter(api -> api.serves(uri)).findFirst().orElseThrow();
    }

    /** An address of the orders API which redirects to {@link #invoiceFile()}. */
    URI invoice() {
        return orders.at(ApiServer.redirectTo(invoiceFile()));
    }

    URI invoiceFile() {
        return rates.at("/7.pdf");
    }

    /** What the application is given. */
    List<String> applicationArguments() {
        return List.of(
                orders.at("").toString(),
                catalog.at("").toString(),
                reports.at("").toString(),
                rates.at("").toString(),
                invoice().toString());
    }

    /** The environment that the rules refer to. */
    Map<String, String> environment() {
        return Map.of(
                "DEMO_API_KEY", secrets.apiKey(),
                "DEMO_SECRET_ACCESS_KEY", secrets.account().secretAccessKey());
    }

    /** Forgets what was received; the orders API will refuse the next request, as if its token had been revoked. */
    void startAfresh() {
        apis().forEach(api -> api.server().reset());
        orders.server().rejectNext(1);
    }

    /** Writes the rules file, and the password that it refers to, into a folder. */
    Path writeRules(Path folder) throws IOException {
        Files.writeString(folder.resolve("orders-password"), secrets.password(), StandardCharsets.UTF_8);
        return Files.writeString(folder.resolve("agent.properties"), rules(), StandardCharsets.UTF_8);
    }

    private String rules() {
        return """
                identity.orders.type         = cognito-user
                identity.orders.user-pool-id = <pool>
                identity.orders.client-id    = <client>
                identity.orders.username     = <user>
                identity.orders.password     = ${file:orders-password}
                identity.orders.endpoint     = <cognito>
                rule.orders.hosts    = <orders>
                rule.orders.identity = orders

                identity.catalog.type    = api-key
                identity.catalog.api-key = ${env:DEMO_API_KEY}
                rule.catalog.hosts    = <catalog>
                rule.catalog.identity = catalog

                identity.reports.type              = aws
                identity.reports.access-key-id     = <access-key>
                identity.reports.secret-access-key = ${env:DEMO_SECRET_ACCESS_KEY}
                rule.reports.hosts    = <reports>
                rule.reports.identity = reports
                rule.reports.service  = <service>
                rule.reports.region   = <region>
                """.replace("<pool>", POOL)
                .replace("<client>", CLIENT)
                .replace("<user>", USER)
                .replace("<cognito>", cognito.endpoint().toString())
                .replace("<orders>", orders.at("").getAuthority())
                .replace("<catalog>", catalog.at("").getAuthority())
                .replace("<access-key>", secrets.account().accessKeyId())
                .replace("<reports>", reports.at("").getAuthority())
                .replace("<service>", SERVICE)
                .replace("<region>", REGION);
    }

    @Override
    public void close() {
        apis().forEach(api -> api.server().close());
        cognito.close();
    }
}
