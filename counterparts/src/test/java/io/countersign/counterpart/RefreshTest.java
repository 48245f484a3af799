package io.countersign.counterpart;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Both ways to renew tokens, with rotation and without. */
final class RefreshTest {

    private static final String PASSWORD = "Correct horse 1!";

    private final MutableClock clock = new MutableClock(Instant.parse("2026-11-01T09:08:07Z"));

    @Test
    void aRefreshTokenIsGoodForManyRenewalsWithoutRotation() throws IOException {
        try (CognitoServer server = start(pool())) {
            CognitoCaller caller = new CognitoCaller(server, "Ab12Cd34E");
            JsonNode first = caller.login("alice@example.com", PASSWORD, "confidential", "s3cr3t");
            String token = first.path("RefreshToken").asText();
            JsonNode second = caller.renew(token, "confidential", "s3cr3t");
            assertThat(second.has("RefreshToken")).isFalse();
            assertThat(second.path("AccessToken")).isNotEqualTo(first.path("AccessToken"));
            assertThat(caller.renewByAuthFlow(token, "alice", "confidential", "s3cr3t")
                            .has("AccessToken"))
                    .isTrue();
        }
    }

    @Test
    void theAuthFlowWantsTheHashOfTheAccountNotOfAnAlias() throws IOException {
        try (CognitoServer server = start(pool())) {
            CognitoCaller caller = new CognitoCaller(server, "Ab12Cd34E");
            String token = caller.login("alice@example.com", PASSWORD, "confidential", "s3cr3t")
                    .path("RefreshToken")
                    .asText();
            assertThatThrownBy(() -> caller.renewByAuthFlow(token, "alice@example.com", "confidential", "s3cr3t"))
                    .hasMessageContaining("SecretHash does not match");
        }
    }

    @Test
    void rotationGivesANewRefreshTokenAndRefusesTheOldOne() throws IOException {
        try (CognitoServer server = start(pool().rotatingRefreshTokens())) {
            CognitoCaller caller = new CognitoCaller(server, "Ab12Cd34E");
            String first = caller.login("alice", PASSWORD, "public", "")
                    .path("RefreshToken")
                    .asText();
            String second =
                    caller.renew(first, "public", "").path("RefreshToken").asText();
            assertThat(second).isNotEmpty().isNotEqualTo(first);
            assertThatThrownBy(() -> caller.renew(first, "public", ""))
                    .hasMessageContaining("RefreshTokenReuseException");
            assertThatThrownBy(() -> caller.renewByAuthFlow(second, "alice", "public", ""))
                    .hasMessageContaining("not allowed");
            assertThat(caller.renew(second, "public", "").has("AccessToken")).isTrue();
        }
    }

    @Test
    void revokedForeignAndUnprovenTokensAreRefused() throws IOException {
        try (CognitoServer server = start(pool())) {
            CognitoCaller caller = new CognitoCaller(server, "Ab12Cd34E");
            String token = caller.login("alice", PASSWORD, "confidential", "s3cr3t")
                    .path("RefreshToken")
                    .asText();
            assertThatThrownBy(() -> caller.renew(token, "confidential", "wrong"))
                    .hasMessageContaining("NotAuthorizedException");
            assertThatThrownBy(() -> caller.renew(token, "public", "")).hasMessageContaining("Invalid Refresh Token");
            server.revokeRefreshTokens();
            assertThatThrownBy(() -> caller.renew(token, "confidential", "s3cr3t"))
                    .hasMessageContaining("Refresh Token has been revoked");
        }
    }

    @Test
    void anOldRefreshTokenStaysGoodForTheGracePeriod() throws IOException {
        try (CognitoServer server = start(pool().rotatingRefreshTokens(Duration.ofSeconds(60)))) {
            CognitoCaller caller = new CognitoCaller(server, "Ab12Cd34E");
            String first = login(caller);
            caller.renew(first, "public", "");
            clock.advance(Duration.ofSeconds(59));
            String third =
                    caller.renew(first, "public", "").path("RefreshToken").asText();
            clock.advance(Duration.ofSeconds(1));
            assertThatThrownBy(() -> caller.renew(first, "public", ""))
                    .hasMessageContaining("RefreshTokenReuseException");
            assertThat(caller.renew(third, "public", "").has("AccessToken")).isTrue();
        }
    }

    @Test
    void rotationDoesNotProlongTheRefreshTokensLife() throws IOException {
        Duration lifetime = Duration.ofHours(1);
        try (CognitoServer server = start(pool().rotatingRefreshTokens().refreshTokenLifetime(lifetime))) {
            CognitoCaller caller = new CognitoCaller(server, "Ab12Cd34E");
            String first = login(caller);
            clock.advance(lifetime.minusSeconds(1));
            String second =
                    caller.renew(first, "public", "").path("RefreshToken").asText();
            clock.advance(Duration.ofSeconds(1));
            assertThatThrownBy(() -> caller.renew(second, "public", ""))
                    .hasMessage("NotAuthorizedException: Refresh Token has expired");
        }
    }

    @Test
    void aServerMayNotKnowTheNewerOperation() throws IOException {
        try (CognitoServer server = start(pool().withoutGetTokensFromRefreshToken())) {
            CognitoCaller caller = new CognitoCaller(server, "Ab12Cd34E");
            String token = login(caller);
            assertThatThrownBy(() -> caller.renew(token, "public", ""))
                    .hasMessageStartingWith("UnknownOperationException");
            assertThat(caller.renewByAuthFlow(token, "alice", "public", "").has("AccessToken"))
                    .isTrue();
        }
    }

    private static String login(CognitoCaller caller) throws IOException {
        return caller.login("alice", PASSWORD, "public", "")
                .path("RefreshToken")
                .asText();
    }

    private CognitoServer start(UserPool.Builder pool) {
        return CognitoServer.start(pool.build(), clock, SecretLedger.discarding());
    }

    private static UserPool.Builder pool() {
        return UserPool.builder("eu-central-1_Ab12Cd34E")
                .user("alice", PASSWORD)
                .alias("alice@example.com", "alice")
                .client("public")
                .client("confidential", "s3cr3t");
    }
}
