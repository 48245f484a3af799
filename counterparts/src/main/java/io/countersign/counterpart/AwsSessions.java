package io.countersign.counterpart;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** AWS access keys of an account: who has them, whose sessions they are, and whether a request is signed with one. */
public final class AwsSessions {

    private static final Pattern CREDENTIAL = Pattern.compile("AWS4-HMAC-SHA256 Credential=([^/,\\s]+)/.*");

    private final Clock clock;
    private final SecretLedger ledger;
    private final Map<String, Session> known = new ConcurrentHashMap<>();
    private final List<Session> issued = new ArrayList<>();

    /**
     * Keys and whose they are.
     *
     * @param owner a name for the test, for instance a role's ARN
     * @param expiration when they end; {@link Instant#MAX} for those of a user
     */
    public record Session(SigV4Verifier.Account keys, String owner, Instant expiration) {}

    /** Without any keys. */
    public AwsSessions(Clock clock, SecretLedger ledger) {
        this.clock = clock;
        this.ledger = ledger;
    }

    /** Keys that last, of a user of this name. */
    public SigV4Verifier.Account user(String name) {
        String key = ledger.record("secret/key+of-" + name + "/" + UUID.randomUUID());
        SigV4Verifier.Account keys = new SigV4Verifier.Account("AKIA" + digits(), key, "");
        known.put(keys.accessKeyId(), new Session(keys, name, Instant.MAX));
        return keys;
    }

    /** A new session. */
    public synchronized Session issue(String owner, Duration lifetime) {
        SigV4Verifier.Account keys = new SigV4Verifier.Account(
                "ASIA" + digits(),
                ledger.record("session/key+" + UUID.randomUUID()),
                ledger.record("session-token-" + UUID.randomUUID() + "=="));
        Session session = new Session(keys, owner, clock.instant().plus(lifetime));
        known.put(keys.accessKeyId(), session);
        issued.add(session);
        return session;
    }

    /** All sessions so far, oldest first. */
    public synchronized List<Session> issued() {
        return List.copyOf(issued);
    }

    /** AWS takes none of the sessions so far any more. */
    public synchronized void revoke() {
        issued.forEach(session -> known.remove(session.keys().accessKeyId()));
    }

    /** Lets in whoever signs for this service with keys of this owner. */
    public Requirement signedBy(String owner, String service, String region) {
        return request -> {
            Optional<Session> signer = signer(request);
            if (signer.isEmpty()) {
                return Optional.of("not signed with keys that are known and have not ended");
            }
            if (!signer.get().owner().equals(owner)) {
                return Optional.of("signed with keys of " + signer.get().owner());
            }
            return refusal(request, signer.get(), service, region);
        };
    }

    Optional<String> refusal(ReceivedRequest request, Session signer, String service, String region) {
        return SigV4Verifier.of(signer.keys(), service, region, clock).refusal(request);
    }

    /** Whose keys a request claims to be signed with, if AWS still takes them. */
    Optional<Session> signer(ReceivedRequest request) {
        Matcher credential = CREDENTIAL.matcher(request.header("Authorization").orElse(""));
        return credential.matches()
                ? Optional.ofNullable(known.get(credential.group(1)))
                        .filter(session -> clock.instant().isBefore(session.expiration()))
                : Optional.empty();
    }

    private static String digits() {
        return UUID.randomUUID().toString().replace("-", "").substring(0, 16).toUpperCase(java.util.Locale.ROOT);
    }
}
