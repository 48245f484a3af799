package io.countersign.counterpart;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/** Has users and devices prove their passwords by SRP; each secret block is good for one proof. */
final class SrpProofs {

    private static final Duration TOLERANCE = Duration.ofMinutes(5);
    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern(
                    "EEE MMM d HH:mm:ss 'UTC' uuuu", Locale.ENGLISH)
            .withResolverStyle(ResolverStyle.STRICT);

    private final SrpServer srp;
    private final Clock clock;
    private final Random random;
    private final Map<String, Attempt> open = new ConcurrentHashMap<>();

    /** Who proves: the pool's name and a user, or a device group's key and a device. */
    record Prover(String group, SrpServer.Account account) {

        boolean isSameAs(Prover other) {
            return group.equals(other.group) && account.userId().equals(other.account.userId());
        }
    }

    private record Attempt(Prover prover, SrpServer.Exchange exchange) {}

    SrpProofs(SrpServer srp, Clock clock, Random random) {
        this.srp = srp;
        this.clock = clock;
        this.random = random;
    }

    /** Adds SALT, SRP_B and SECRET_BLOCK to a challenge's parameters. */
    void begin(Prover prover, String publicA, ObjectNode parameters) throws CognitoException {
        SrpServer.Exchange exchange = exchange(prover, publicA);
        byte[] bytes = new byte[1024];
        random.nextBytes(bytes);
        String secretBlock = Base64.getEncoder().encodeToString(bytes);
        open.put(secretBlock, new Attempt(prover, exchange));
        parameters.put("SALT", exchange.salt()).put("SRP_B", exchange.publicB()).put("SECRET_BLOCK", secretBlock);
    }

    /** Whether the responses prove that prover's password, now. */
    boolean proves(Prover prover, JsonNode responses) throws CognitoException {
        String secretBlock = Parameters.required(responses, "PASSWORD_CLAIM_SECRET_BLOCK");
        String timestamp = Parameters.required(responses, "TIMESTAMP");
        String claimed = Parameters.required(responses, "PASSWORD_CLAIM_SIGNATURE");
        Attempt attempt = open.remove(secretBlock);
        if (attempt == null || !attempt.prover().isSameAs(prover) || !isNow(timestamp)) {
            return false;
        }
        byte[] expected = Digests.hmac(
                HexFormat.of().parseHex(attempt.exchange().key()),
                prover.group().getBytes(StandardCharsets.UTF_8),
                prover.account().userId().getBytes(StandardCharsets.UTF_8),
                Base64.getDecoder().decode(secretBlock),
                timestamp.getBytes(StandardCharsets.UTF_8));
        return MessageDigest.isEqual(Base64.getEncoder().encode(expected), claimed.getBytes(StandardCharsets.UTF_8));
    }

    private SrpServer.Exchange exchange(Prover prover, String publicA) throws CognitoException {
        try {
            return srp.begin(prover.group(), prover.account(), publicA);
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
}
