package io.countersign.cognito;

import com.fasterxml.jackson.databind.JsonNode;
import io.countersign.cognito.FakeUserPool.Refusal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a user pool decides: it really checks the SRP proof, the secret hash and the refresh token. One user
 * {@code 4f1c-real}, who may log in as {@code svc@example.com}. A test changes the settings before it calls.
 */
final class PoolRules {

    static final String POOL = "us-east-1_Ab12Cd34E";
    static final String CLIENT = "1example23456789";
    static final String ACCOUNT = "4f1c-real";
    static final String ALIAS = "svc@example.com";
    static final String PASSWORD = "Correct horse 1!";
    static final String CLIENT_SECRET = "client-s3cret";

    volatile boolean withSecret;
    volatile boolean withSession;
    volatile boolean rotating;
    volatile boolean opaqueTokens;
    volatile boolean zeroB;
    volatile String challengeFirst = "";
    volatile String challengeAfterwards = "";
    /** The server's clock, which may be far off. */
    volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");

    volatile Duration lifetime = Duration.ofHours(1);

    private final Set<String> refreshTokens = ConcurrentHashMap.newKeySet();
    private final Map<String, UnaryOperator<String>> proofs = new ConcurrentHashMap<>();
    private final AtomicInteger serial = new AtomicInteger();

    Map<String, Object> answer(String operation, JsonNode body) {
        require(CLIENT.equals(text(body, "ClientId")), "ResourceNotFoundException", "User pool client does not exist.");
        if ("GetTokensFromRefreshToken".equals(operation)) {
            require(!withSecret || CLIENT_SECRET.equals(text(body, "ClientSecret")), "Invalid client secret");
            return refreshed(text(body, "RefreshToken"), rotating);
        }
        JsonNode parameters = body.path("AuthParameters").isMissingNode()
                ? body.path("ChallengeResponses")
                : body.path("AuthParameters");
        if ("RespondToAuthChallenge".equals(operation)) {
            return proved(parameters, text(body, "Session"));
        }
        return "REFRESH_TOKEN_AUTH".equals(text(body, "AuthFlow"))
                ? refreshedTheOldWay(parameters)
                : challenged(parameters);
    }

    private Map<String, Object> challenged(JsonNode parameters) {
        String username = text(parameters, "USERNAME");
        require(Set.of(ALIAS, ACCOUNT).contains(username), "UserNotFoundException", "User does not exist.");
        requireSecretHash(parameters, username);
        if (!challengeFirst.isEmpty()) {
            return Map.of("ChallengeName", challengeFirst, "ChallengeParameters", Map.of());
        }
        BigInteger salt = BigInteger.valueOf(0x7fff_1234L + serial.incrementAndGet());
        ServerSrp srp = new ServerSrp(
                "Ab12Cd34E" + ACCOUNT,
                PASSWORD,
                salt,
                BigInteger.valueOf(serial.get()).setBit(255));
        byte[] block = ("block-" + serial.get()).getBytes(StandardCharsets.UTF_8);
        String blockText = Base64.getEncoder().encodeToString(block);
        BigInteger publicA = new BigInteger(text(parameters, "SRP_A"), 16);
        proofs.put(blockText, timestamp -> srp.signature(publicA, block, timestamp));
        Map<String, Object> answer = new HashMap<>();
        answer.put("ChallengeName", "PASSWORD_VERIFIER");
        answer.put(
                "ChallengeParameters",
                Map.of(
                        "USER_ID_FOR_SRP", ACCOUNT,
                        "USERNAME", ACCOUNT,
                        "SRP_B", zeroB ? "0" : srp.publicB().toString(16),
                        "SALT", salt.toString(16),
                        "SECRET_BLOCK", blockText));
        if (withSession) {
            answer.put("Session", "session-of-" + blockText);
        }
        return answer;
    }

    private Map<String, Object> proved(JsonNode responses, String session) {
        String block = text(responses, "PASSWORD_CLAIM_SECRET_BLOCK");
        requireSecretHash(responses, ACCOUNT);
        require(!withSession || session.equals("session-of-" + block), "Invalid session for the user.");
        UnaryOperator<String> proof = proofs.remove(block); // a challenge is good for one answer
        require(
                proof != null
                        && ACCOUNT.equals(text(responses, "USERNAME"))
                        && proof.apply(text(responses, "TIMESTAMP"))
                                .equals(text(responses, "PASSWORD_CLAIM_SIGNATURE")),
                "Incorrect username or password.");
        if (!challengeAfterwards.isEmpty()) {
            return Map.of("ChallengeName", challengeAfterwards, "ChallengeParameters", Map.of());
        }
        return granted(newRefreshToken());
    }

    private Map<String, Object> refreshedTheOldWay(JsonNode parameters) {
        requireSecretHash(parameters, ACCOUNT);
        require(!rotating, "Refresh token rotation is enabled for the client");
        return refreshed(text(parameters, "REFRESH_TOKEN"), false);
    }

    private Map<String, Object> refreshed(String refreshToken, boolean rotate) {
        require(refreshTokens.contains(refreshToken), "Invalid Refresh Token");
        if (rotate) {
            refreshTokens.remove(refreshToken);
        }
        return granted(rotate ? newRefreshToken() : "");
    }

    private Map<String, Object> granted(String refreshToken) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("AccessToken", token("access", "username"));
        result.put("IdToken", token("id", "cognito:username"));
        result.put("ExpiresIn", lifetime.toSeconds());
        result.put("TokenType", "Bearer");
        if (!refreshToken.isEmpty()) {
            result.put("RefreshToken", refreshToken);
        }
        return Map.of("AuthenticationResult", result);
    }

    private String newRefreshToken() {
        String token = "refresh-" + serial.incrementAndGet();
        refreshTokens.add(token);
        return token;
    }

    private String token(String use, String nameClaim) {
        int number = serial.incrementAndGet();
        if (opaqueTokens) {
            return "opaque-" + use + "-" + number;
        }
        long issued = now.getEpochSecond();
        String claims = FakeUserPool.json(Map.of(
                "token_use",
                use,
                nameClaim,
                ACCOUNT,
                "iat",
                issued,
                "exp",
                issued + lifetime.toSeconds(),
                "jti",
                number));
        return "e30." + Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(StandardCharsets.UTF_8))
                + ".signature";
    }

    private void requireSecretHash(JsonNode parameters, String username) {
        if (withSecret) {
            require(
                    hash(username + CLIENT).equals(text(parameters, "SECRET_HASH")),
                    "SecretHash does not match for the client: " + CLIENT);
        } else {
            require(text(parameters, "SECRET_HASH").isEmpty(), "InvalidParameterException", "no hash expected");
        }
    }

    private static String hash(String message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(CLIENT_SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(message.getBytes(StandardCharsets.UTF_8)));
        } catch (java.security.GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static void require(boolean condition, String message) {
        require(condition, "NotAuthorizedException", message);
    }

    private static void require(boolean condition, String code, String message) {
        if (!condition) {
            throw new Refusal(400, code, message);
        }
    }

    private static String text(JsonNode node, String name) {
        return node.path(name).asText("");
    }
}
