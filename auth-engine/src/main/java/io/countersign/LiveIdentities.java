package io.countersign;

import io.countersign.aws.AwsCredentialsSource;
import io.countersign.rules.GlobalSettings;
import io.countersign.rules.IdentitySettings;
import io.countersign.token.CachedTokens;
import io.countersign.token.TokenSource;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** What makes sources of an identity that outlive its settings, where files or vaults hold them, and share what they give. */
final class LiveIdentities {

    private final GlobalSettings global;
    private final Surroundings surroundings;
    private final @Nullable SharedStore store;

    LiveIdentities(GlobalSettings global, Surroundings surroundings) {
        this.global = global;
        this.surroundings = surroundings;
        this.store =
                global.optionalText("token-store") == null ? null : new SharedStore(global, vaults(), surroundings);
    }

    /** @param sources makes a source of settings that have all their values */
    TokenSource tokens(IdentitySettings identity, Function<IdentitySettings, TokenSource> sources) {
        Function<IdentitySettings, TokenSource> shared = settings -> shared(settings, sources.apply(settings));
        return identity.isReferenced() ? live(identity, readings(identity), shared) : shared.apply(identity);
    }

    /**
     * The same for what signs.
     *
     * @param cache keeps what a source gives, as for any identity
     */
    AwsCredentialsSource credentials(
            IdentitySettings identity,
            Function<IdentitySettings, AwsCredentialsSource> sources,
            Function<TokenSource, CachedTokens> cache) {
        if (!identity.isReferenced()) {
            return sources.apply(identity);
        }
        ReferencedSettings readings = readings(identity);
        TokenSource numbers = ReferencedCredentials.numbersOf(readings);
        return ReferencedCredentials.of(readings, sources, cache.apply(live(identity, readings, settings -> numbers)));
    }

    /** Made where it is needed: most JVMs never load it. */
    private Vaults vaults() {
        return new Vaults(global, surroundings.environment());
    }

    private ReferencedSettings readings(IdentitySettings identity) {
        return new ReferencedSettings(
                identity, vaults(), surroundings.clock(), LoggerFactory.getLogger(ReferencedSettings.class));
    }

    private TokenSource live(
            IdentitySettings identity, ReferencedSettings readings, Function<IdentitySettings, TokenSource> sources) {
        Duration refresh = global.duration("secrets.refresh");
        ReferencedTokens.Age age = identity.type().logsIn() && identity.leadsOut()
                ? ReferencedTokens.Age.ofLogIn(refresh)
                : ReferencedTokens.Age.ofValue(refresh);
        return new ReferencedTokens(readings, sources, age, surroundings.clock(), surroundings.executor());
    }

    private TokenSource shared(IdentitySettings identity, TokenSource source) {
        return store == null || !identity.type().logsIn() ? source : store.share(identity, source);
    }
}
