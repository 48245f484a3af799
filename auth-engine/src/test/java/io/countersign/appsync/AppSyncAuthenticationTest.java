package io.countersign.appsync;

import io.countersign.aws.AwsCredentials;
import io.countersign.aws.AwsCredentialsSource;
import io.countersign.aws.ConfiguredRegion;
import io.countersign.aws.StaticCredentials;
import io.countersign.request.AuthenticationException;
import io.countersign.secret.FakeEnvironment;
import io.countersign.secret.Secret;
import io.countersign.sigv4.AwsEndpoint;
import io.countersign.sigv4.AwsEndpoints;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class AppSyncAuthenticationTest {

    private static final AppSyncHost HOST = AppSyncHost.of("x.appsync-api.eu-west-1.amazonaws.com");
    private static final AppSyncHost CUSTOM = AppSyncHost.of("api.example.com");
    private static final StaticCredentials CREDENTIALS =
            StaticCredentials.of(AwsCredentials.of("AKIDEXAMPLE", Secret.of("wJalrXUtnFEMI")));
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-01-01T12:00:00Z"), ZoneOffset.UTC);

    @Test
    void tokenIsAskedForAnewEachTime() throws AuthenticationException {
        Deque<Secret> tokens = new ArrayDeque<>(List.of(Secret.of("first"), Secret.of("second")));
        AppSyncAuthentication authentication = HeaderAuthentication.token(HOST, tokens::removeFirst);
        assertThat(authentication.connectHeaders()).containsEntry("Authorization", "first");
        assertThat(authentication.startHeaders("{}")).containsEntry("Authorization", "second");
    }

    @Test
    void failureToGetATokenReachesTheCaller() {
        AppSyncAuthentication authentication = HeaderAuthentication.apiKey(HOST, () -> {
            throw AuthenticationException.transientFailure("no key today", null);
        });
        assertThatThrownBy(() -> authentication.httpHeaders("{}")).hasMessage("no key today");
    }

    @Test
    void missingCredentialsAreSaidByTheirSource() throws AuthenticationException {
        AwsCredentialsSource none = new AwsCredentialsSource() {
            @Override
            public AwsCredentials current() throws AuthenticationException {
                throw AuthenticationException.terminal("role: no AWS credentials found; looked in …", null);
            }

            @Override
            public boolean renew(AwsCredentials rejected) {
                return false;
            }
        };
        AppSyncAuthentication iam = IamAuthentication.of(HOST, null, none, NOON);
        assertThatThrownBy(() -> iam.httpHeaders("{}"))
                .isInstanceOf(AuthenticationException.class)
                .hasMessage("role: no AWS credentials found; looked in …");
    }

    @Test
    void aMissingRegionIsSaidWithThePlacesAndTheRemedy() {
        AwsEndpoints endpoints = new AppSyncEndpoints(null, ConfiguredRegion.of(new FakeEnvironment(), () -> null));
        assertThatThrownBy(() -> endpoints.of(CUSTOM.httpHost()))
                .isInstanceOfSatisfying(
                        AuthenticationException.class,
                        e -> assertThat(e.kind()).isEqualTo(AuthenticationException.Kind.TERMINAL))
                .hasMessage(
                        "no AWS region for the AppSync API at 'api.example.com'; looked in the host's name, aws.region,"
                                + " AWS_REGION, AWS_DEFAULT_REGION and the AWS profile; set region of the rule, or one of"
                                + " these");
    }

    @Test
    void theRegionIsTheGivenOneThenTheHostsThenTheConfiguredOne() throws AuthenticationException {
        ConfiguredRegion configured =
                ConfiguredRegion.of(new FakeEnvironment().withVariable("AWS_REGION", "sa-east-1"), () -> null);
        AwsEndpoints given = new AppSyncEndpoints("us-west-2", configured);
        AwsEndpoints found = new AppSyncEndpoints(null, configured);

        assertThat(given.of(HOST.httpHost())).isEqualTo(AwsEndpoint.of("appsync", "us-west-2"));
        assertThat(found.of("x.appsync-realtime-api.eu-west-1.amazonaws.com"))
                .isEqualTo(AwsEndpoint.of("appsync", "eu-west-1"));
        assertThat(found.of(CUSTOM.httpHost())).isEqualTo(AwsEndpoint.of("appsync", "sa-east-1"));
    }

    @Test
    void hostWithAPortIsSignedAsItIsGiven() throws AuthenticationException {
        AppSyncHost loopback = AppSyncHost.of("127.0.0.1:8443");
        Map<String, String> headers =
                IamAuthentication.of(loopback, "eu-west-1", CREDENTIALS, NOON).connectHeaders();
        assertThat(headers).containsEntry("host", "127.0.0.1:8443").containsKey("Authorization");
    }

    @Test
    void handshakeIsCompactJsonInAscii() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("host", "api.example.com");
        headers.put("Authorization", "a\"b\\c ü 🔑/");
        assertThat(HandshakeHeader.json(headers))
                .isEqualTo("{\"host\":\"api.example.com\","
                        + "\"Authorization\":\"a\\\"b\\\\c \\u00FC \\uD83D\\uDD11/\"}");
    }
}
