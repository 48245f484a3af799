package io.countersign.counterpart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What is asked after the password is asked for real: nobody gets tokens who has not answered. */
final class ChallengesTest {

    private static final String PASSWORD = "Correct horse 1!";
    private static final String TOTP = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
    private static final byte[] TOTP_KEY = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

    private final MutableClock clock = new MutableClock(Instant.parse("2026-11-01T09:08:07Z"));
    private final CognitoServer server = CognitoServer.start(
            UserPool.builder("eu-central-1_Ab12Cd34E")
                    .user(PoolUser.of("totp", PASSWORD).withTotpSecret(TOTP))
                    .user(PoolUser.of("several", PASSWORD).withFactor("SMS_MFA").withTotpSecret(TOTP))
                    .user(PoolUser.of("fresh", PASSWORD).withTemporaryPassword("family_name"))
                    .user(PoolUser.of("setup", PASSWORD).posed("MFA_SETUP"))
                    .user(PoolUser.of("chooses", PASSWORD).posedAtOnce("SELECT_CHALLENGE"))
                    .client("client", "s3cr3t")
                    .client("other")
                    .build(),
            clock,
            SecretLedger.discarding());
    private final CognitoCaller caller = new CognitoCaller(server, "Ab12Cd34E");

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aCodeIsAskedForAndChecked() throws IOException {
        JsonNode posed = prove("totp");
        assertThat(posed.path("ChallengeName").asText()).isEqualTo("SOFTWARE_TOKEN_MFA");
        assertThat(parameter(posed, "USER_ID_FOR_SRP")).isEqualTo("totp");
        assertThat(posed.has("AuthenticationResult")).isFalse();
        assertThatThrownBy(() -> answer(posed, "totp", "SOFTWARE_TOKEN_MFA_CODE", "000000"))
                .hasMessage("CodeMismatchException: Invalid code received for user");
        assertTokens(answer(posed, "totp", "SOFTWARE_TOKEN_MFA_CODE", code()));
    }

    @Test
    void aCodeUsedBeforeLeavesTheSessionForTheNextOne() throws IOException {
        answer(prove("totp"), "totp", "SOFTWARE_TOKEN_MFA_CODE", code());
        JsonNode posed = prove("totp");
        assertThatThrownBy(() -> answer(posed, "totp", "SOFTWARE_TOKEN_MFA_CODE", code()))
                .hasMessage("ExpiredCodeException: Your software token has already been used once.");
        clock.advance(Duration.ofSeconds(30));
        assertTokens(answer(posed, "totp", "SOFTWARE_TOKEN_MFA_CODE", code()));
    }

    @Test
    void aSessionIsGoodForOneStepOfOneUserAndClient() throws IOException {
        JsonNode posed = prove("totp");
        String invalid = "NotAuthorizedException: Invalid session for the user.";
        assertThatThrownBy(() -> answer(posed, "several", "SOFTWARE_TOKEN_MFA_CODE", code()))
                .hasMessage(invalid);
        JsonNode again = prove("totp");
        assertThatThrownBy(() -> caller.respond(again, codeOf("totp"), "other", ""))
                .hasMessage(invalid);
        JsonNode third = prove("totp");
        answer(third, "totp", "SOFTWARE_TOKEN_MFA_CODE", code());
        assertThatThrownBy(() -> answer(third, "totp", "SOFTWARE_TOKEN_MFA_CODE", code()))
                .hasMessage(invalid);
        ObjectNode without = prove("totp").deepCopy();
        without.remove("Session");
        assertThatThrownBy(() -> answer(without, "totp", "SOFTWARE_TOKEN_MFA_CODE", code()))
                .hasMessage(invalid);
    }

    @Test
    void aSessionExpiresAfterThreeMinutes() throws IOException {
        JsonNode posed = prove("totp");
        clock.advance(Duration.ofMinutes(3).minusSeconds(1));
        assertThatThrownBy(() -> answer(posed, "totp", "SOFTWARE_TOKEN_MFA_CODE", "000000"))
                .hasMessageStartingWith("CodeMismatchException");
        clock.advance(Duration.ofSeconds(1));
        assertThatThrownBy(() -> answer(posed, "totp", "SOFTWARE_TOKEN_MFA_CODE", code()))
                .hasMessage("NotAuthorizedException: Invalid session for the user, session is expired.");
    }

    @Test
    void everyAnswerNeedsTheSecretHash() throws IOException {
        JsonNode posed = prove("totp");
        assertThatThrownBy(() -> caller.respond(posed, codeOf("totp"), "client", ""))
                .hasMessageContaining("SECRET_HASH was not received");
        assertThatThrownBy(() -> caller.respond(posed, codeOf("totp"), "client", "wrong"))
                .hasMessageContaining("SecretHash does not match");
    }

    @Test
    void whoHasSeveralFactorsSelectsOne() throws IOException {
        JsonNode posed = prove("several");
        assertThat(posed.path("ChallengeName").asText()).isEqualTo("SELECT_MFA_TYPE");
        assertThat(parameter(posed, "MFAS_CAN_CHOOSE")).isEqualTo("[\"SMS_MFA\",\"SOFTWARE_TOKEN_MFA\"]");
        assertThatThrownBy(() -> answer(posed, "several", "ANSWER", "EMAIL_MFA"))
                .hasMessageStartingWith("InvalidParameterException");
        JsonNode selected = answer(posed, "several", "ANSWER", "SOFTWARE_TOKEN_MFA");
        assertThat(selected.path("ChallengeName").asText()).isEqualTo("SOFTWARE_TOKEN_MFA");
        assertTokens(answer(selected, "several", "SOFTWARE_TOKEN_MFA_CODE", code()));
    }

    @Test
    void aTemporaryPasswordIsReplacedByOneThatFitsThePolicy() throws IOException {
        JsonNode posed = prove("fresh");
        assertThat(posed.path("ChallengeName").asText()).isEqualTo("NEW_PASSWORD_REQUIRED");
        assertThat(parameter(posed, "requiredAttributes")).isEqualTo("[\"userAttributes.family_name\"]");
        assertThat(parameter(posed, "userAttributes")).isEqualTo("{}");
        assertThatThrownBy(() -> answer(posed, "fresh", "NEW_PASSWORD", "New horse 1!"))
                .hasMessage("InvalidParameterException: Invalid user attributes: family_name is required");
        assertThatThrownBy(() -> choose(posed, "newhorse1!")).hasMessageContaining("uppercase");
        assertThatThrownBy(() -> choose(posed, "New h1!"))
                .hasMessage("InvalidPasswordException: Password does not conform to policy: Password not long enough");
        assertTokens(choose(posed, "New horse 1!"));
        assertThat(server.account("fresh").attributes()).containsExactly(Map.entry("family_name", "Smith"));
        assertTokens(caller.prove("fresh", "New horse 1!", "client", "s3cr3t"));
        assertThatThrownBy(() -> prove("fresh")).hasMessageContaining("Incorrect username or password.");
    }

    @Test
    void otherChallengesAreOnlyPosed() throws IOException {
        JsonNode posed = prove("setup");
        assertThat(posed.path("ChallengeName").asText()).isEqualTo("MFA_SETUP");
        assertThatThrownBy(() -> answer(posed, "setup", "ANSWER", "anything"))
                .hasMessageStartingWith("CodeMismatchException");
        Map<String, String> begin = Map.of("USERNAME", "chooses", "SRP_A", "2");
        JsonNode first = caller.initiate("USER_SRP_AUTH", begin, "client", "s3cr3t");
        assertThat(first.path("ChallengeName").asText()).isEqualTo("SELECT_CHALLENGE");
        assertThat(first.path("Session").asText()).isNotEmpty();
    }

    private JsonNode prove(String user) throws IOException {
        return caller.prove(user, PASSWORD, "client", "s3cr3t");
    }

    private JsonNode answer(JsonNode posed, String user, String name, String value) throws IOException {
        return caller.respond(posed, Map.of("USERNAME", user, name, value), "client", "s3cr3t");
    }

    private JsonNode choose(JsonNode posed, String password) throws IOException {
        Map<String, String> responses =
                Map.of("USERNAME", "fresh", "NEW_PASSWORD", password, "userAttributes.family_name", "Smith");
        return caller.respond(posed, responses, "client", "s3cr3t");
    }

    private Map<String, String> codeOf(String user) {
        return Map.of("USERNAME", user, "SOFTWARE_TOKEN_MFA_CODE", code());
    }

    private String code() {
        return Totp.code(TOTP_KEY, clock.instant().getEpochSecond() / 30, 6);
    }

    private static String parameter(JsonNode posed, String name) {
        return posed.path("ChallengeParameters").path(name).asText();
    }

    private static void assertTokens(JsonNode answer) {
        assertThat(answer.path("AuthenticationResult").has("RefreshToken")).isTrue();
    }
}
