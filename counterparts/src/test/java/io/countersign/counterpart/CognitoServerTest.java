package io.countersign.counterpart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The emulated user pool lets in who proves the password, and nobody else. */
final class CognitoServerTest {

    private static final String POOL = "eu-central-1_Ab12Cd34E";
    private static final String PASSWORD = "Correct horse 1!";

    private final MutableClock clock = new MutableClock(Instant.parse("2026-11-01T09:08:07Z"));
    private final CognitoServer server = CognitoServer.start(
            UserPool.builder(POOL)
                    .user("alice", PASSWORD)
                    .alias("alice@example.com", "alice")
                    .client("public")
                    .client("confidential", "s3cr3t")
                    .tokenLifetime(Duration.ofMinutes(5))
                    .build(),
            clock,
            SecretLedger.discarding());
    private final CognitoCaller caller = new CognitoCaller(server, "Ab12Cd34E");

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void theRightPasswordGetsTokensThatVerify() throws IOException {
        JsonNode tokens = caller.login("alice", PASSWORD, "public", "");
        assertThat(refusal(tokens, "AccessToken", "access", "public")).isEmpty();
        assertThat(refusal(tokens, "IdToken", "id", "public")).isEmpty();
        assertThat(tokens.path("ExpiresIn").asInt()).isEqualTo(300);
        assertThat(server.calls()).containsExactly("InitiateAuth", "RespondToAuthChallenge");
    }

    @Test
    void tokensAreRefusedForAnotherUseClientOrTime() throws IOException {
        JsonNode tokens = caller.login("alice", PASSWORD, "public", "");
        assertThat(refusal(tokens, "AccessToken", "id", "public")).hasValue("not for this use: id is asked for");
        assertThat(refusal(tokens, "AccessToken", "access", "other")).hasValue("of another app client");
        clock.advance(Duration.ofMinutes(5));
        assertThat(refusal(tokens, "AccessToken", "access", "public")).hasValue("expired");
    }

    @Test
    void forgedTokensAreRefused() throws IOException {
        JsonNode tokens = caller.login("alice", PASSWORD, "public", "");
        String[] parts = tokens.path("AccessToken").asText().split("\\.", -1);
        String[] others = tokens.path("IdToken").asText().split("\\.", -1);
        String forged = parts[0] + "." + others[1] + "." + parts[2];
        assertThat(server.issuer().refusal(forged, "id", "public")).hasValue("not signed by this issuer");
    }

    @Test
    void anAliasLogsInAsItsAccount() throws IOException {
        caller.login("alice@example.com", PASSWORD, "confidential", "s3cr3t");
        assertThat(server.calls("RespondToAuthChallenge")).isOne();
    }

    @Test
    void aWrongPasswordIsRefused() {
        refused("NotAuthorizedException", "Incorrect username or password.", "alice", "wrong", "public", "");
    }

    @Test
    void anUnknownUserIsRefusedAtOnce() {
        refused("UserNotFoundException", "User does not exist.", "bob", PASSWORD, "public", "");
        assertThat(server.calls()).containsExactly("InitiateAuth");
    }

    @Test
    void aWrongSecretHashIsRefused() {
        String message = "SecretHash does not match for the client: confidential";
        refused("NotAuthorizedException", message, "alice", PASSWORD, "confidential", "wrong");
        String missing = "Client confidential is configured with secret but SECRET_HASH was not received";
        refused("NotAuthorizedException", missing, "alice", PASSWORD, "confidential", "");
    }

    @Test
    void aSecretBlockIsGoodForOneProof() throws IOException {
        ObjectNode proof = caller.proof("alice", PASSWORD, "public", "");
        caller.call("RespondToAuthChallenge", proof);
        assertThatThrownBy(() -> caller.call("RespondToAuthChallenge", proof)).hasMessageContaining("Incorrect");
    }

    @Test
    void theTimestampMustHaveTheExactFormAndBeRecent() throws IOException {
        for (String wrong : new String[] {
            "Sun Nov 01 09:08:07 UTC 2026", "Mon Nov 1 09:08:07 UTC 2026", "Sun Nov 1 09:14:07 UTC 2026", "now"
        }) {
            caller.timestamp(wrong);
            refused("NotAuthorizedException", "Incorrect username or password.", "alice", PASSWORD, "public", "");
        }
        caller.timestamp("Sun Nov 1 09:12:07 UTC 2026");
        assertThat(caller.login("alice", PASSWORD, "public", "").has("AccessToken"))
                .isTrue();
    }

    @Test
    void aTamperedSignatureIsRefused() throws IOException {
        ObjectNode proof = caller.proof("alice", PASSWORD, "public", "");
        ObjectNode responses = (ObjectNode) proof.path("ChallengeResponses");
        String signature = responses.path("PASSWORD_CLAIM_SIGNATURE").asText();
        responses.put("PASSWORD_CLAIM_SIGNATURE", (signature.startsWith("A") ? "B" : "A") + signature.substring(1));
        assertThatThrownBy(() -> caller.call("RespondToAuthChallenge", proof)).hasMessageContaining("Incorrect");
    }

    @Test
    void aFaultReplacesTheReply() {
        server.faults().next(1, CognitoServer.error(400, "TooManyRequestsException", "Rate exceeded"));
        refused("TooManyRequestsException", "Rate exceeded", "alice", PASSWORD, "public", "");
        server.faults().next(1, Reply.Failure.RESET);
        assertThatThrownBy(() -> caller.login("alice", PASSWORD, "public", "")).isInstanceOf(IOException.class);
        server.faults().next(1, Reply.Failure.GARBAGE);
        assertThatThrownBy(() -> caller.login("alice", PASSWORD, "public", "")).isInstanceOf(IOException.class);
    }

    private java.util.Optional<String> refusal(JsonNode tokens, String name, String use, String clientId) {
        return server.issuer().refusal(tokens.path(name).asText(), use, clientId);
    }

    private void refused(String type, String message, String user, String... passwordClientAndSecret) {
        String[] rest = passwordClientAndSecret;
        assertThatThrownBy(() -> caller.login(user, rest[0], rest[1], rest[2])).hasMessage(type + ": " + message);
    }
}
