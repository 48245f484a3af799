package io.countersign;

import io.countersign.aws.AwsCredentialsSource;
import io.countersign.aws.CachedCredentials;
import io.countersign.event.TokenEvents;
import io.countersign.rules.GlobalSettings;
import io.countersign.rules.IdentitySettings;
import io.countersign.rules.IdentityType;
import io.countersign.secret.Secret;
import io.countersign.token.CachedTokens;
import io.countersign.token.FileToken;
import io.countersign.token.FixedToken;
import io.countersign.token.RefreshPolicy;
import io.countersign.token.Token;
import io.countersign.token.TokenSet;
import io.countersign.token.TokenSource;
import io.countersign.token.TokenStatus;
import io.countersign.token.WatchedTokens;
import java.nio.file.Paths;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

import static java.util.Objects.requireNonNull;

/**
 * The tokens and AWS credentials of all identities, made when they are first asked for and shared by all who ask: rules,
 * and other identities that get theirs with them.
 */
final class Identities {

    private final Map<String, IdentitySettings> settings;
    private final GlobalSettings global;
    private final Surroundings surroundings;
    private final AtomicReference<@Nullable LiveIdentities> live = new AtomicReference<>();
    private final Map<String, CachedTokens> tokens = new ConcurrentHashMap<>();
    private final Map<String, AwsCredentialsSource> credentials = new ConcurrentHashMap<>();

    Identities(Map<String, IdentitySettings> settings, GlobalSettings global, Surroundings surroundings) {
        this.settings = settings;
        this.global = global;
        this.surroundings = surroundings;
    }

    IdentitySettings named(String name) {
        IdentitySettings identity = settings.get(name);
        if (identity == null) {
            throw new IllegalArgumentException("no identity '" + name + "'");
        }
        return identity;
    }

    /** Of an identity that has tokens. */
    CachedTokens tokens(String name) {
        return tokens.computeIfAbsent(name, key -> {
            IdentitySettings identity = named(key);
            return cached(identity, live().tokens(identity, this::tokenSource), identity.timeout());
        });
    }

    /** Of an identity that signs. Not made within the map: to make some, others are asked for here. */
    AwsCredentialsSource credentials(String name) {
        AwsCredentialsSource known = credentials.get(name);
        if (known != null) {
            return known;
        }
        IdentitySettings identity = named(name);
        AwsCredentialsSource made = live().credentials(
                        identity,
                        new AwsSources(this, surroundings)::of,
                        readings -> kept(identity, troubleOf(identity, readings), identity.timeout()));
        AwsCredentialsSource first = credentials.putIfAbsent(name, made);
        return first != null ? first : made;
    }

    /** @param longestWait how long who has no token waits for one */
    CachedTokens cached(IdentitySettings identity, TokenSource source, Duration longestWait) {
        return kept(identity, WatchedTokens.of(source, events(identity)), longestWait);
    }

    private TokenSource troubleOf(IdentitySettings identity, TokenSource readings) {
        return WatchedTokens.troubleOf(readings, events(identity));
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

    /** How an identity stands; nothing is made or asked for it. */
    TokenStatus status(String name) {
        CachedTokens cached = tokens.get(name);
        if (cached != null) {
            return cached.status();
        }
        AwsCredentialsSource source = credentials.get(name);
        if (source != null) {
            return source.status();
        }
        IdentitySettings identity = settings.get(name);
        boolean isKey = identity != null && identity.type() == IdentityType.API_KEY && !identity.isReferenced();
        return TokenStatus.of(isKey ? TokenStatus.State.FRESH : TokenStatus.State.NONE, null);
    }

    /** Only what takes a call: reading a file early gains nothing. */
    void warmUp() {
        for (IdentitySettings identity : settings.values()) {
            if (!identity.isSlow()) {
                continue;
            }
            if (!identity.type().signs()) {
                tokens(identity.name()).warmUp();
                continue;
            }
            AwsCredentialsSource source = credentials(identity.name());
            if (source instanceof CachedCredentials) {
                ((CachedCredentials) source).warmUp();
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
