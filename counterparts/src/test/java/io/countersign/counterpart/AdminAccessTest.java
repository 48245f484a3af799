package io.countersign.counterpart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The operations for administrators are for who signs with a known AWS key, and for this pool only. */
final class AdminAccessTest {

    private static final String POOL = "eu-central-1_Ab12Cd34E";
    private static final String PASSWORD = "Correct horse 1!";
    private static final Instant NOW = Instant.parse("2026-11-01T09:08:07Z");
    private static final SigV4Verifier.Account KEYS = new SigV4Verifier.Account("AKIDEXAMPLE", "secret-key", "");
    private static final SigV4Signer SIGNER = new SigV4Signer(KEYS, "eu-central-1");

    private final CognitoServer server = CognitoServer.start(
            UserPool.builder(POOL)
                    .user("alice", PASSWORD)
                    .user(PoolUser.of("fresh", PASSWORD).withTemporaryPassword())
                    .client("client")
                    .administrator(KEYS)
                    .build(),
            new MutableClock(NOW),
            SecretLedger.discarding());
    private final CognitoCaller caller = new CognitoCaller(server, "Ab12Cd34E");

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void whoSignsLogsInWithThePasswordInPlain() throws IOException {
        assertThat(login(SIGNER, NOW, input("alice")).has("AuthenticationResult"))
                .isTrue();
        assertThat(server.calls()).containsExactly("AdminInitiateAuth");
    }

    @Test
    void challengesAreAnsweredWithSignaturesToo() throws IOException {
        JsonNode posed = login(SIGNER, NOW, input("fresh"));
        assertThat(posed.path("ChallengeName").asText()).isEqualTo("NEW_PASSWORD_REQUIRED");
        ObjectNode answer = JsonNodeFactory.instance
                .objectNode()
                .put("UserPoolId", POOL)
                .put("ClientId", "client")
                .put("ChallengeName", "NEW_PASSWORD_REQUIRED")
                .put("Session", posed.path("Session").asText());
        answer.putObject("ChallengeResponses").put("USERNAME", "fresh").put("NEW_PASSWORD", "New horse 1!");
        assertThatThrownBy(() -> caller.call("AdminRespondToAuthChallenge", answer))
                .hasMessageStartingWith("MissingAuthenticationTokenException");
        assertThat(call("AdminRespondToAuthChallenge", SIGNER, NOW, answer).has("AuthenticationResult"))
                .isTrue();
    }

    @Test
    void unsignedAndWronglySignedCallsAreRefusedInAwsWords() {
        assertThatThrownBy(() -> caller.call("AdminInitiateAuth", input("alice")))
                .hasMessage("MissingAuthenticationTokenException: Missing Authentication Token");
        List<Header> bearer = List.of(new Header("Authorization", "Bearer token"));
        assertThatThrownBy(() -> caller.call("AdminInitiateAuth", input("alice").toString(), bearer))
                .hasMessageStartingWith("IncompleteSignatureException");
        SigV4Signer stranger =
                new SigV4Signer(new SigV4Verifier.Account("AKIDOTHER", "secret-key", ""), "eu-central-1");
        assertThatThrownBy(() -> login(stranger, NOW, input("alice")))
                .hasMessage("UnrecognizedClientException: The security token included in the request is invalid.");
        SigV4Signer wrong = new SigV4Signer(new SigV4Verifier.Account("AKIDEXAMPLE", "wrong", ""), "eu-central-1");
        assertThatThrownBy(() -> login(wrong, NOW, input("alice"))).hasMessageStartingWith("InvalidSignatureException");
        SigV4Signer elsewhere = new SigV4Signer(KEYS, "us-east-1");
        assertThatThrownBy(() -> login(elsewhere, NOW, input("alice")))
                .hasMessageStartingWith("InvalidSignatureException");
    }

    @Test
    void aSignatureIsGoodFiveMinutesToEitherSideOfTheServersTime() throws IOException {
        Duration tolerated = Duration.ofMinutes(5).minusSeconds(1);
        login(SIGNER, NOW.minus(tolerated), input("alice"));
        login(SIGNER, NOW.plus(tolerated), input("alice"));
        assertThatThrownBy(() -> login(SIGNER, NOW.minusSeconds(301), input("alice")))
                .hasMessage("InvalidSignatureException: Signature expired: 20261101T090306Z is now earlier than"
                        + " 20261101T090307Z (20261101T090807Z - 5 min.)");
        assertThatThrownBy(() -> login(SIGNER, NOW.plusSeconds(301), input("alice")))
                .hasMessage("InvalidSignatureException: Signature not yet current: 20261101T091308Z is still later than"
                        + " 20261101T091307Z (20261101T090807Z + 5 min.)");
    }

    @Test
    void anotherPoolIsNotHere() {
        ObjectNode elsewhere = input("alice").put("UserPoolId", "eu-central-1_Other");
        assertThatThrownBy(() -> login(SIGNER, NOW, elsewhere))
                .hasMessage("ResourceNotFoundException: User pool eu-central-1_Other does not exist.");
    }

    @Test
    void eachKindOfCallerHasItsOwnPlainPasswordFlow() {
        ObjectNode users = input("alice").put("AuthFlow", "USER_PASSWORD_AUTH");
        String unsupported = "InvalidParameterException: Initiate Auth method not supported.";
        assertThatThrownBy(() -> login(SIGNER, NOW, users)).hasMessage(unsupported);
        assertThatThrownBy(() -> caller.call("InitiateAuth", input("alice"))).hasMessage(unsupported);
    }

    private JsonNode login(SigV4Signer signer, Instant at, ObjectNode input) throws IOException {
        return call("AdminInitiateAuth", signer, at, input);
    }

    private JsonNode call(String operation, SigV4Signer signer, Instant at, ObjectNode input) throws IOException {
        String body = input.toString();
        return caller.call(operation, body, signer.sign(server.endpoint(), operation, body, at));
    }

    private static ObjectNode input(String user) {
        ObjectNode input = JsonNodeFactory.instance
                .objectNode()
                .put("UserPoolId", POOL)
                .put("ClientId", "client")
                .put("AuthFlow", "ADMIN_USER_PASSWORD_AUTH");
        input.putObject("AuthParameters").put("USERNAME", user).put("PASSWORD", PASSWORD);
        return input;
    }
}
