package io.countersign.counterpart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/** The two steps of USER_SRP_AUTH: the challenge, and the proof that the client knows the password. */
final class PasswordLogin {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TOLERANCE = Duration.ofMinutes(5);
    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern(
                    "EEE MMM d HH:mm:ss 'UTC' uuuu", Locale.ENGLISH)
            .withResolverStyle(ResolverStyle.STRICT);

    private final UserPool pool;
    private final SrpServer srp;
    private final Clock clock;
    private final Random random;
    private final Map<String, Attempt> open = new ConcurrentHashMap<>();

    private record Attempt(String account, SrpServer.Exchange exchange) {}

    PasswordLogin(UserPool pool, SrpServer srp, Clock clock, Random random) {
        this.pool = pool;
        this.srp = srp;
        this.clock = clock;
        this.random = random;
    }

    /** The PASSWORD_VERIFIER challenge; AWS sends no Session with it. */
    ObjectNode challenge(JsonNode parameters) throws CognitoException {
        String account = pool.account(text(parameters, "USERNAME"))
                .orElseThrow(() -> CognitoException.of("UserNotFoundException", "User does not exist."));
        SrpServer.Exchange exchange = exchange(account, text(parameters, "SRP_A"));
        byte[] bytes = new byte[1024];
        random.nextBytes(bytes);
        String secretBlock = Base64.getEncoder().encodeToString(bytes);
        open.put(secretBlock, new Attempt(account, exchange));
        ObjectNode challenge = JSON.createObjectNode().put("ChallengeName", "PASSWORD_VERIFIER");
        challenge
                .putObject("ChallengeParameters")
                .put("SALT", exchange.salt())
                .put("SRP_B", exchange.publicB())
                .put("SECRET_BLOCK", secretBlock)
                .put("USERNAME", account)
                .put("USER_ID_FOR_SRP", account);
        return challenge;
    }

    /** The account whose password was proved. */
    String proved(JsonNode responses) throws CognitoException {
        String secretBlock = text(responses, "PASSWORD_CLAIM_SECRET_BLOCK");
        Attempt attempt = Optional.ofNullable(open.remove(secretBlock)).orElseThrow(CognitoException::wrongProof);
        String timestamp = text(responses, "TIMESTAMP");
        byte[] expected = Digests.hmac(
                HexFormat.of().parseHex(attempt.exchange().key()),
                pool.name().getBytes(StandardCharsets.UTF_8),
                attempt.account().getBytes(StandardCharsets.UTF_8),
                Base64.getDecoder().decode(secretBlock),
                timestamp.getBytes(StandardCharsets.UTF_8));
        byte[] claimed = text(responses, "PASSWORD_CLAIM_SIGNATURE").getBytes(StandardCharsets.UTF_8);
        boolean sameUser = pool.account(text(responses, "USERNAME"))
                .map(attempt.account()::equals)
                .orElse(false);
        if (!sameUser
                || !isNow(timestamp)
                || !MessageDigest.isEqual(Base64.getEncoder().encode(expected), claimed)) {
            throw CognitoException.wrongProof();
        }
        return attempt.account();
    }

    private SrpServer.Exchange exchange(String account, String publicA) throws CognitoException {
        try {
            return srp.begin(pool.name(), new SrpServer.Account(account, pool.password(account)), publicA);
        } catch (IOException | NumberFormatException e) {
            throw CognitoException.of("InvalidParameterException", "SRP_A is not acceptable.");
        }
    }

    /** English names, no leading zero on the day, the right weekday, and close to this clock. */
    private boolean isNow(String timestamp) {
        try {
            Instant claimed = LocalDateTime.parse(timestamp, TIMESTAMP).toInstant(ZoneOffset.UTC);
            String canonical = TIMESTAMP.format(claimed.atOffset(ZoneOffset.UTC));
            return canonical.equals(timestamp)
                    && Duration.between(claimed, clock.instant()).abs().compareTo(TOLERANCE) < 0;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static String text(JsonNode parameters, String name) throws CognitoException {
        JsonNode value = parameters.path(name);
        if (!value.isTextual()) {
            throw CognitoException.of("InvalidParameterException", "Missing required parameter " + name);
        }
        return value.asText();
    }
}
