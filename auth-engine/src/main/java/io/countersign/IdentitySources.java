package io.countersign;

import io.countersign.aws.AwsCredentialsSource;
import io.countersign.event.TokenEvents;
import io.countersign.rules.GlobalSettings;
import io.countersign.rules.IdentitySettings;
import io.countersign.secret.Secret;
import io.countersign.sigv4.SigningClock;
import io.countersign.token.CachedTokens;
import io.countersign.token.FileToken;
import io.countersign.token.FixedToken;
import io.countersign.token.RefreshPolicy;
import io.countersign.token.Token;
import io.countersign.token.TokenSet;
import io.countersign.token.TokenSource;
import io.countersign.token.WatchedTokens;
import java.nio.file.Paths;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

import static java.util.Objects.requireNonNull;

/** Makes what identities get their tokens and AWS credentials from, as the settings for the whole JVM say. */
final class IdentitySources {

    private final GlobalSettings global;
    private final Surroundings surroundings;
    private final AtomicReference<@Nullable LiveIdentities> live = new AtomicReference<>();

    IdentitySources(GlobalSettings global, Surroundings surroundings) {
        this.global = global;
        this.surroundings = surroundings;
    }

    /** These, or others where the settings for the whole JVM are others. */
    IdentitySources with(GlobalSettings next) {
        return global.leadToTheSame(next) ? this : new IdentitySources(next, surroundings);
    }

    /** Whether it makes no difference to an identity by which of both its tokens are made. */
    boolean areSameFor(IdentitySettings identity, IdentitySources that) {
        boolean isShared = identity.type().logsIn() && (sharesTokens() || that.sharesTokens());
        return this == that || (!identity.isReferenced() && !isShared);
    }

    private boolean sharesTokens() {
        return global.optionalText("token-store") != null;
    }

    CachedTokens tokens(IdentitySettings identity) {
        return cached(identity, live().tokens(identity, this::tokenSource), identity.timeout());
    }

    /** @param others where identities are found that this one gets its credentials with */
    AwsCredentialsSource credentials(IdentitySettings identity, Function<String, Identity> others) {
        return live().credentials(
                        identity,
                        new AwsSources(others, this, surroundings)::of,
                        readings -> kept(
                                identity, WatchedTokens.troubleOf(readings, events(identity)), identity.timeout()));
    }

    SigningClock signingClock() {
        return SigningClock.of(surroundings.clock());
    }

    /** @param longestWait how long who has no token waits for one */
    CachedTokens cached(IdentitySettings identity, TokenSource source, Duration longestWait) {
        return kept(identity, WatchedTokens.of(source, events(identity)), longestWait);
    }

    private TokenEvents events(IdentitySettings identity) {
        return surroundings.events().ofIdentity(identity.name());
    }

    private CachedTokens kept(IdentitySettings identity, TokenSource source, Duration longestWait) {
        return CachedTokens.of(
                identity.name(),
                source,
                RefreshPolicy.of(surroundings.random()).withTimeout(longestWait),
                surroundings.steadyClock(),
                surroundings.executor());
    }

    /** Lets go of what credentials hold; null if there are none. */
    void release(@Nullable AwsCredentialsSource source) {
        if (source instanceof AutoCloseable) {
            try {
                ((AutoCloseable) source).close();
            } catch (Exception ignored) {
                // Nobody needs it any more.
            }
        }
    }

    /** Made for the first identity that is more than a key: others need nothing of it, and load nothing of it. */
    private LiveIdentities live() {
        LiveIdentities made = live.get();
        if (made != null) {
            return made;
        }
        live.compareAndSet(null, new LiveIdentities(global, surroundings));
        return requireNonNull(live.get());
    }

    private TokenSource tokenSource(IdentitySettings identity) {
        switch (identity.type()) {
            case COGNITO_USER:
                return CognitoSources.ofUser(identity, surroundings);
            case COGNITO_CLIENT:
                return CognitoSources.ofClient(identity, surroundings);
            case CLIENT_CREDENTIALS:
                return OAuthSources.of(identity, surroundings);
            default:
                return given(identity);
        }
    }

    private TokenSource given(IdentitySettings identity) {
        Secret key = identity.optionalSecret("api-key");
        if (key != null) {
            return previous -> TokenSet.of(Token.lasting(key));
        }
        String file = identity.optionalText("file");
        if (file != null) {
            return FileToken.of(Paths.get(file), surroundings.clock());
        }
        return identity.optionalText("command") == null
                ? FixedToken.of(identity.secret("value"), surroundings.clock())
                : CommandSources.of(identity, surroundings);
    }
}
