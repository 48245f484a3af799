package io.countersign.cognito;

import io.countersign.counterpart.RawServer;
import io.countersign.counterpart.Reply;
import io.countersign.request.AuthenticationException;
import io.countersign.secret.Secret;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Where the calls go: the region's endpoint in every partition, FIPS 140's, another one, through a proxy. */
final class EndpointsTest {

    @ParameterizedTest
    @CsvSource({
        "us-east-1, false, cognito-idp.us-east-1.amazonaws.com",
        "eu-central-1, false, cognito-idp.eu-central-1.amazonaws.com",
        "cn-north-1, false, cognito-idp.cn-north-1.amazonaws.com.cn",
        "us-gov-west-1, false, cognito-idp.us-gov-west-1.amazonaws.com",
        "us-east-1, true, cognito-idp-fips.us-east-1.amazonaws.com",
        "us-gov-west-1, true, cognito-idp-fips.us-gov-west-1.amazonaws.com"
    })
    void everyPartitionAndFipsHaveAnEndpoint(String region, boolean fips, String host) {
        try (RawServer proxy = RawServer.start(request -> Reply.of(403, ""))) {
            CognitoConnection connection =
                    CognitoConnection.of(region, null, Duration.ofSeconds(20)).withProxy(proxy.at(""));
            CognitoUserSource source = source(region, fips ? connection.withFips() : connection);
            assertThatThrownBy(() -> source.fetch(null)).isInstanceOf(AuthenticationException.class);
            assertThat(proxy.received()).isNotEmpty().allSatisfy(request -> {
                assertThat(request.method()).isEqualTo("CONNECT");
                assertThat(request.target()).isEqualTo(host + ":443");
            });
        }
    }

    @ParameterizedTest
    @CsvSource({
        "us-east-1, https://cognito-idp.us-east-1.amazonaws.com/",
        "cn-north-1, https://cognito-idp.cn-north-1.amazonaws.com.cn/",
        "us-gov-west-1, https://cognito-idp.us-gov-west-1.amazonaws.com/"
    })
    void everyPartitionHasItsIssuer(String region, String prefix) {
        CognitoConnection connection = CognitoConnection.of(region, null, Duration.ofSeconds(20));
        assertThat(connection.issuers(region + "_Ab1")).containsExactly(prefix + region + "_Ab1");
    }

    @Test
    void theKeySetIsFetchedThroughTheProxyToo() {
        try (RawServer proxy = RawServer.start(request -> Reply.of(403, ""))) {
            CognitoConnection connection = CognitoConnection.of("us-east-1", null, Duration.ofSeconds(20))
                    .withProxy(proxy.at(""));
            assertThatThrownBy(() -> connection.keySet("us-east-1_Ab1", Clock.systemUTC()))
                    .hasMessageContaining("proxy");
            assertThat(proxy.received().get(0).target()).isEqualTo("cognito-idp.us-east-1.amazonaws.com:443");
        }
    }

    @Test
    void aClosedConnectionOpensAgain() throws Exception {
        try (CognitoRig rig = CognitoRig.plain()) {
            CognitoUserSource source = rig.source();
            source.fetch(null);
            source.close();
            source.fetch(null);
            assertThat(rig.server.calls()).hasSize(4);
        }
    }

    @Test
    void aPoolIdThatIsNoneIsRefusedWithAnExample() {
        for (String id : new String[] {"useast1", "_Ab", "us-east-1_"}) {
            assertThatThrownBy(() -> AppClient.of(id, "client", null))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("'" + id + "'")
                    .hasMessageContaining("us-east-1_Ab12Cd34E");
        }
        assertThat(CognitoRig.app().region()).isEqualTo("us-east-1");
    }

    private static CognitoUserSource source(String region, CognitoConnection connection) {
        return CognitoUserSource.of(
                AppClient.of(region + "_Ab12Cd34E", "client", null),
                UserCredentials.of("svc", Secret.of("password")),
                connection,
                Clock.systemUTC(),
                new java.security.SecureRandom());
    }
}
