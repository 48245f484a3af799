package io.countersign.it.cognito;

import io.countersign.it.harness.AppUnderTest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What other rules mean for a user who is logged in, and for one who is not. */
final class CognitoReloadIT {

    private final Clock clock = Clock.systemUTC();

    @TempDir
    private Path folder;

    @Test
    void anUnchangedUserKeepsItsTokensAndANewOneIsLoggedInAhead() throws IOException {
        try (Site site = Site.of("orders");
                Site other = Site.of("billing");
                AppUnderTest app = Sites.app(
                                Sites.of(site).rules().global("reload", "100ms").write(folder))
                        .start()) {
            site.assertLetsIn(app);
            Sites both = Sites.of(site);
            both.add(other);
            both.rules().global("reload", "100ms").replace(folder);

            Instant limit = clock.instant().plusSeconds(60);
            while (other.cognito.calls(Site.LOG_IN) == 0) {
                assertThat(clock.instant()).isBefore(limit);
                site.assertLetsIn(app);
            }
            other.awaitLetIn(app);

            assertThat(site.cognito.calls(Site.LOG_IN)).isEqualTo(1);
            assertThat(other.cognito.calls(Site.LOG_IN)).isEqualTo(1);
            assertThat(app.endAndGetErrors())
                    .singleElement()
                    .asString()
                    .endsWith("read again: 2 rules, 2 identities (new: identity 'billing', rule 'billing')");
        }
    }

    @Test
    void aCorrectedPasswordIsTriedAtOnce() throws IOException {
        try (Site site = Site.of("orders").with("password", "not the password 1!");
                AppUnderTest app = Sites.app(
                                Sites.of(site).rules().global("reload", "100ms").write(folder))
                        .start()) {
            assertThat(site.send(app).status()).isNotEqualTo("200");
            site.with("password", Site.PASSWORD);
            Sites.of(site).rules().global("reload", "100ms").replace(folder);

            site.awaitLetIn(app);

            assertThat(site.cognito.account(Site.USER).wrongPasswords()).isEqualTo(1);
            assertThat(app.endAndGetErrors())
                    .hasSize(2)
                    .last()
                    .asString()
                    .endsWith("read again: 1 rule, 1 identity (changed: identity 'orders')");
        }
    }
}
