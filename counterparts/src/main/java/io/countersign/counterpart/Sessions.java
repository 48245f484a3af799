package io.countersign.counterpart;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/** The challenges that wait for an answer, each under its Session, for three minutes. */
final class Sessions {

    private static final Duration VALIDITY = Duration.ofMinutes(3);

    private final Clock clock;
    private final Random random;
    private final SecretLedger ledger;
    private final Map<String, Pending> open = new ConcurrentHashMap<>();

    /** One challenge that waits. */
    record Pending(Login login, String challenge, Instant posed) {}

    Sessions(Clock clock, Random random, SecretLedger ledger) {
        this.clock = clock;
        this.random = random;
        this.ledger = ledger;
    }

    String open(Login login, String challenge) {
        byte[] bytes = new byte[96];
        random.nextBytes(bytes);
        String session = ledger.record(Base64.getUrlEncoder().encodeToString(bytes));
        open.put(session, new Pending(login, challenge, clock.instant()));
        return session;
    }

    /** Takes the session out, so that nobody else can answer; {@link #putBack} is for answers that may be tried again. */
    Pending take(JsonNode input, PoolClient client) throws CognitoException {
        Pending pending = Optional.ofNullable(open.remove(input.path("Session").asText()))
                .filter(found ->
                        found.challenge().equals(input.path("ChallengeName").asText()))
                .filter(found -> found.login().client().equals(client))
                .orElseThrow(Sessions::invalid);
        if (!clock.instant().isBefore(pending.posed().plus(VALIDITY))) {
            throw CognitoException.notAuthorized("Invalid session for the user, session is expired.");
        }
        return pending;
    }

    void putBack(JsonNode input, Pending pending) {
        open.put(input.path("Session").asText(), pending);
    }

    static CognitoException invalid() {
        return CognitoException.notAuthorized("Invalid session for the user.");
    }
}
