package io.countersign.appsync;

import io.countersign.aws.AwsCredentials;
import io.countersign.aws.StaticCredentials;
import io.countersign.request.AuthenticationException;
import io.countersign.secret.Secret;
import io.countersign.sigv4.AwsEndpoint;
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
        AppSyncAuthentication authentication = TokenAuthentication.of(HOST, tokens::removeFirst);
        assertThat(authentication.connectHeaders()).containsEntry("Authorization", "first");
        assertThat(authentication.startHeaders("{}")).containsEntry("Authorization", "second");
    }

    @Test
    void failureToGetATokenReachesTheCaller() {
        AppSyncAuthentication authentication = ApiKeyAuthentication.of(HOST, () -> {
            throw AuthenticationException.transientFailure("no key today", null);
        });
        assertThatThrownBy(() -> authentication.httpHeaders("{}")).hasMessage("no key today");
    }

    @Test
    void customDomainWithoutARegionIsRefusedAtOnce() {
        assertThatThrownBy(() -> IamAuthentication.of(CUSTOM, null, CREDENTIALS, NOON))
                .isInstanceOfSatisfying(
                        AuthenticationException.class,
                        e -> assertThat(e.kind()).isEqualTo(AuthenticationException.Kind.TERMINAL))
                .hasMessageContaining("'api.example.com'")
                .hasMessageContaining("set region of the rule");
    }

    @Test
    void endpointsOfARuleTakeTheRegionFromTheHostUnlessItIsSet() throws AuthenticationException {
        assertThat(IamAuthentication.endpoints(null).of("x.appsync-realtime-api.eu-west-1.amazonaws.com"))
                .isEqualTo(AwsEndpoint.of("appsync", "eu-west-1"));
        assertThat(IamAuthentication.endpoints("us-west-2").of(HOST.httpHost()))
                .isEqualTo(AwsEndpoint.of("appsync", "us-west-2"));
        assertThatThrownBy(() -> IamAuthentication.endpoints(null).of("api.example.com"))
                .isInstanceOf(AuthenticationException.class)
                .hasMessageContaining("region");
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
