package io.countersign.counterpart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Users who must not log in, flows that are not enabled, and what a pool tells about users that it does not know. */
final class AccountStatesTest {

    private static final String PASSWORD = "Correct horse 1!";

    private final MutableClock clock = new MutableClock(Instant.parse("2026-11-01T09:08:07Z"));
    private final CognitoServer server = CognitoServer.start(
            UserPool.builder("eu-central-1_Ab12Cd34E")
                    .user("alice", PASSWORD)
                    .user(PoolUser.of("stranger", PASSWORD).withStatus(PoolUser.Status.UNCONFIRMED))
                    .user(PoolUser.of("forgetful", PASSWORD).withStatus(PoolUser.Status.RESET_REQUIRED))
                    .client("client")
                    .client(PoolClient.of("careful").withSecrets("old", "new").allowing("USER_SRP_AUTH"))
                    .client(PoolClient.of("plain").allowing("USER_PASSWORD_AUTH"))
                    .sessionWithPasswordVerifier()
                    .hidingUnknownUsers()
                    .build(),
            clock,
            SecretLedger.discarding());
    private final CognitoCaller caller = new CognitoCaller(server, "Ab12Cd34E");

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void thePasswordInPlainIsAFlowOfItsOwn() throws IOException {
        assertThat(plain("alice", PASSWORD).path("AuthenticationResult").has("AccessToken"))
                .isTrue();
        assertThatThrownBy(() -> plain("alice", "wrong"))
                .hasMessage("NotAuthorizedException: Incorrect username or password.");
        assertThat(server.account("alice").wrongPasswords()).isOne();
    }

    @Test
    void flowsThatAreNotEnabledAreRefused() {
        Map<String, String> parameters = Map.of("USERNAME", "alice", "PASSWORD", PASSWORD);
        assertThatThrownBy(() -> caller.initiate("USER_PASSWORD_AUTH", parameters, "careful", "old"))
                .hasMessage("InvalidParameterException: USER_PASSWORD_AUTH flow not enabled for this client");
        assertThatThrownBy(() -> caller.prove("alice", PASSWORD, "plain", ""))
                .hasMessage("InvalidParameterException: USER_SRP_AUTH is not enabled for the client.");
    }

    @Test
    void eitherOfTwoClientSecretsIsGood() throws IOException {
        String token = caller.login("alice", PASSWORD, "careful", "old")
                .path("RefreshToken")
                .asText();
        assertThat(caller.renew(token, "careful", "new").has("AccessToken")).isTrue();
        assertThatThrownBy(() -> caller.renew(token, "careful", "older")).hasMessageContaining("does not match");
    }

    @Test
    void aPublicClientMustNotSendASecretHash() {
        assertThatThrownBy(() -> caller.prove("alice", PASSWORD, "client", "s3cr3t"))
                .hasMessageContaining("without secret but SECRET_HASH was received");
    }

    @Test
    void unconfirmedResetAndDisabledUsersAreRefused() {
        assertThatThrownBy(() -> caller.prove("stranger", PASSWORD, "client", ""))
                .hasMessage("UserNotConfirmedException: User is not confirmed.");
        assertThatThrownBy(() -> caller.prove("forgetful", PASSWORD, "client", ""))
                .hasMessage("PasswordResetRequiredException: Password reset required for the user");
        server.account("alice").changeStatus(PoolUser.Status.DISABLED);
        assertThatThrownBy(() -> caller.prove("alice", PASSWORD, "client", ""))
                .hasMessage("NotAuthorizedException: User is disabled.");
    }

    @Test
    void aDisabledUserCannotRefreshEither() throws IOException {
        String token = caller.login("alice", PASSWORD, "client", "")
                .path("RefreshToken")
                .asText();
        server.account("alice").changeStatus(PoolUser.Status.DISABLED);
        assertThatThrownBy(() -> caller.renew(token, "client", "")).hasMessageContaining("User is disabled.");
    }

    @Test
    void aPasswordChangedElsewhereIsWrongFromThenOn() throws IOException {
        server.account("alice").changePassword("Another horse 1!");
        assertThatThrownBy(() -> plain("alice", PASSWORD)).hasMessageContaining("Incorrect username or password.");
        assertThat(plain("alice", "Another horse 1!").has("AuthenticationResult"))
                .isTrue();
    }

    @Test
    void anUnknownUserLooksLikeAWrongPassword() {
        assertThatThrownBy(() -> caller.prove("nobody", PASSWORD, "client", ""))
                .hasMessage("NotAuthorizedException: Incorrect username or password.");
        assertThat(server.calls()).containsExactly("InitiateAuth", "RespondToAuthChallenge");
        assertThatThrownBy(() -> plain("nobody", PASSWORD)).hasMessageContaining("Incorrect username or password.");
    }

    @Test
    void theSessionOfPasswordVerifierBelongsIntoTheAnswer() throws IOException {
        ObjectNode proof = caller.proof("alice", PASSWORD, "client", "");
        proof.remove("Session");
        assertThatThrownBy(() -> caller.call("RespondToAuthChallenge", proof))
                .hasMessage("NotAuthorizedException: Invalid session for the user.");
        assertThat(caller.login("alice", PASSWORD, "client", "").has("AccessToken"))
                .isTrue();
    }

    @Test
    void theRightPasswordIsRefusedDuringALockout() throws IOException {
        for (int attempt = 0; attempt < 5; attempt++) {
            assertThatThrownBy(() -> caller.prove("alice", "wrong", "client", ""))
                    .hasMessageContaining("Incorrect");
        }
        assertThatThrownBy(() -> caller.prove("alice", PASSWORD, "client", ""))
                .hasMessage("NotAuthorizedException: Password attempts exceeded");
        assertThat(server.account("alice").wrongPasswords()).isEqualTo(5);
        clock.advance(Duration.ofSeconds(1));
        assertThat(caller.login("alice", PASSWORD, "client", "").has("AccessToken"))
                .isTrue();
    }

    private JsonNode plain(String user, String password) throws IOException {
        Map<String, String> parameters = Map.of("USERNAME", user, "PASSWORD", password);
        return caller.initiate("USER_PASSWORD_AUTH", parameters, "client", "");
    }
}
