package io.countersign;

import io.countersign.aws.AwsCredentialsSource;
import io.countersign.aws.CachedCredentials;
import io.countersign.rules.IdentitySettings;
import io.countersign.rules.IdentityType;
import io.countersign.sigv4.SigningClock;
import io.countersign.token.CachedTokens;
import io.countersign.token.TokenStatus;
import io.countersign.token.TokenUse;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

import static java.util.Objects.requireNonNull;

/**
 * One identity with its tokens or AWS credentials, made when they are first asked for and shared by all who ask: rules, and
 * other identities that get theirs with them. It lives on in later rules that leave it as it is.
 */
final class Identity {

    private final IdentitySettings settings;
    private final IdentitySources sources;
    private final AtomicReference<@Nullable CachedTokens> tokens = new AtomicReference<>();
    private final AtomicReference<@Nullable AwsCredentialsSource> credentials = new AtomicReference<>();
    private final AtomicReference<@Nullable SigningClock> clock = new AtomicReference<>();
    private volatile Map<String, Identity> others;

    /** @param others all identities of the same rules by their names, this one included */
    Identity(IdentitySettings settings, IdentitySources sources, Map<String, Identity> others) {
        this.settings = settings;
        this.sources = sources;
        this.others = others;
    }

    IdentitySettings settings() {
        return settings;
    }

    /** Lives on among these; so those that it leaves behind are not kept in memory. */
    void moveTo(Map<String, Identity> next) {
        others = next;
    }

    /** Of an identity that has tokens. */
    CachedTokens tokens() {
        CachedTokens known = tokens.get();
        return known != null ? known : first(tokens, sources.tokens(settings));
    }

    /** Of an identity that signs. */
    AwsCredentialsSource credentials() {
        AwsCredentialsSource known = credentials.get();
        return known != null ? known : first(credentials, sources.credentials(settings, this::other));
    }

    /** What its signatures are dated by. */
    SigningClock clock() {
        SigningClock known = clock.get();
        return known != null ? known : first(clock, sources.signingClock());
    }

    /** Whether its token is there without waiting; nothing is made or asked for it. */
    boolean hasAtHand(TokenUse use) {
        if (isGivenKey()) {
            return true;
        }
        CachedTokens cached = tokens.get();
        AwsCredentialsSource source = credentials.get();
        return cached != null ? cached.isAtHand(use) : source != null && source.isAtHand();
    }

    /** How it stands; nothing is made or asked for it. */
    TokenStatus status() {
        CachedTokens cached = tokens.get();
        if (cached != null) {
            return cached.status();
        }
        AwsCredentialsSource source = credentials.get();
        if (source != null) {
            return source.status();
        }
        return TokenStatus.of(isGivenKey() ? TokenStatus.State.FRESH : TokenStatus.State.NONE, null);
    }

    private boolean isGivenKey() {
        return settings.type() == IdentityType.API_KEY && !settings.isReferenced();
    }

    /** Only what takes a call: reading a file early gains nothing. */
    void warmUp() {
        if (!settings.isSlow()) {
            return;
        }
        if (!settings.type().signs()) {
            tokens().warmUp();
            return;
        }
        AwsCredentialsSource source = credentials();
        if (source instanceof CachedCredentials) {
            ((CachedCredentials) source).warmUp();
        }
    }

    /** Lets go of what it holds, as later rules have no use for it; a request under way may open it again. */
    void release() {
        CachedTokens opened = tokens.get();
        if (opened != null) {
            opened.release();
        }
        sources.release(credentials.get());
    }

    private Identity other(String name) {
        return Identities.named(name, others);
    }

    /** What is made twice at the same time has done nothing yet, so the second one is dropped. */
    private static <T> T first(AtomicReference<@Nullable T> place, T made) {
        return place.compareAndSet(null, made) ? made : requireNonNull(place.get());
    }

    @Override
    public String toString() {
        return settings.toString();
    }
}
