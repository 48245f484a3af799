package io.countersign.it.cognito;

import io.countersign.counterpart.Destinations;
import io.countersign.counterpart.ForwardProxy;
import io.countersign.it.harness.AppUnderTest;
import io.countersign.it.harness.AppUnderTest.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Cognito behind an HTTP proxy; and, since that proxy tells which host it is asked for, the endpoints of all partitions. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CognitoProxyIT {

    private final Sites sites = new Sites();
    private final ForwardProxy forwarding = ForwardProxy.to(Destinations.loopback());
    private final ForwardProxy refusing = ForwardProxy.to(Destinations.loopback());
    private final Site plain = sites.add(Site.of("plain").with("proxy", forwarding.address()));

    @SuppressWarnings("NullAway.Init")
    private AppUnderTest app;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        sites.add(atAws("standard", "us-east-1"));
        sites.add(atAws("fips", "us-west-2").with("use-fips-endpoint", "true"));
        sites.add(atAws("china", "cn-north-1"));
        sites.add(atAws("government", "us-gov-west-1"));
        app = sites.start(folder);
    }

    @AfterAll
    void stop() {
        app.close();
        forwarding.close();
        refusing.close();
        sites.close();
    }

    @Test
    void everyCallGoesThroughTheProxyAndNoRequestOfTheApplicationDoes() {
        plain.assertLetsIn(app);
        plain.assertRenews(app);
        assertThat(plain.cognito.calls()).containsExactly(Site.LOG_IN, Site.ANSWER, Site.REFRESH);
        assertThat(forwarding.asked()).hasSize(3).containsOnly("POST " + plain.cognito.endpoint() + "/");
    }

    @ParameterizedTest
    @CsvSource({
        "standard, cognito-idp.us-east-1.amazonaws.com",
        "fips, cognito-idp-fips.us-west-2.amazonaws.com",
        "china, cognito-idp.cn-north-1.amazonaws.com.cn",
        "government, cognito-idp.us-gov-west-1.amazonaws.com"
    })
    void aTunnelIsAskedForToTheEndpointOfThePartition(String name, String host) {
        Site site = sites.named(name);
        Outcome seen = site.send(app);
        assertThat(seen.status()).isEqualTo("java.io.IOException");
        assertThat(seen.message()).startsWith("Countersign: " + name + ": ");
        assertThat(refusing.asked()).contains("CONNECT " + host + ":443");
        assertThat(site.api.received()).isEmpty();
    }

    /** A user pool of AWS, or it would be one if the proxy let the call through. */
    private Site atAws(String name, String region) {
        return Site.of(name)
                .without("endpoint")
                .with("user-pool-id", region + "_Ab12Cd34E")
                .with("proxy", refusing.address());
    }
}
