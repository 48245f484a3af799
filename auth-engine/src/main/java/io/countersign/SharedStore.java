package io.countersign;

import io.countersign.rules.GlobalSettings;
import io.countersign.rules.IdentitySettings;
import io.countersign.secret.Secret;
import io.countersign.store.BoundedStore;
import io.countersign.store.FileStore;
import io.countersign.store.RedisStore;
import io.countersign.store.SealedStore;
import io.countersign.store.Sealing;
import io.countersign.store.Sharing;
import io.countersign.store.StoreException;
import io.countersign.store.StoreTrouble;
import io.countersign.store.StoredTokens;
import io.countersign.store.TokenStore;
import io.countersign.token.TokenSource;
import java.net.URI;
import java.nio.file.Paths;
import java.security.SecureRandom;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

import static java.util.Objects.requireNonNull;

/**
 * The store in which this JVM shares tokens, as the rules file says. It is set up when it is first visited, since its key and
 * password may stand in a vault, and again if that failed.
 */
final class SharedStore implements TokenStore {

    private static final String FILE = "file:";

    private final GlobalSettings settings;
    private final Vaults vaults;
    private final Surroundings surroundings;
    private final SecureRandom random;
    private final Sharing.World world;
    private volatile @Nullable TokenStore store;

    SharedStore(GlobalSettings settings, Vaults vaults, Surroundings surroundings) {
        this.settings = settings;
        this.vaults = vaults;
        this.surroundings = surroundings;
        this.random = surroundings.random();
        this.world = Sharing.World.of(
                surroundings.steadyClock(), surroundings.waiting()::pause, random, StoreTrouble.create());
    }

    /** What a source gives an identity, shared with all JVMs that have the same one. */
    TokenSource share(IdentitySettings identity, TokenSource source) {
        Sharing sharing = Sharing.of(identity.account(), identity.secrets(), identity.timeout(), world);
        return StoredTokens.of(source, this, sharing);
    }

    @Override
    public Visit visit(String entry, Duration lease) throws StoreException {
        TokenStore opened = store;
        if (opened == null) {
            opened = open();
            store = opened;
        }
        return opened.visit(entry, lease);
    }

    private TokenStore open() throws StoreException {
        GlobalSettings resolved;
        try {
            resolved = settings.leadOut() ? settings.resolved(vaults.toVaults()) : settings;
        } catch (IllegalArgumentException e) {
            throw StoreException.of("cannot be set up: " + e.getMessage(), e);
        }
        Sealing sealing = Sealing.of(resolved.optionalSecret("token-store.key"), random);
        TokenStore bounded =
                BoundedStore.of(at(resolved), resolved.duration("token-store.timeout"), surroundings.executor());
        return SealedStore.of(bounded, sealing);
    }

    private TokenStore at(GlobalSettings resolved) {
        String place = place();
        if (place.startsWith(FILE)) {
            return FileStore.of(Paths.get(place.substring(FILE.length())), surroundings.clock());
        }
        String username = resolved.optionalText("token-store.username");
        Secret password = resolved.optionalSecret("token-store.password");
        return RedisStore.of(URI.create(place), username, password, resolved.duration("token-store.timeout"), random);
    }

    private String place() {
        return requireNonNull(settings.optionalText("token-store"));
    }

    @Override
    public String toString() {
        return "the token store " + place();
    }
}
