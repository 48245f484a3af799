package io.countersign;

import io.countersign.rules.GlobalSettings;
import io.countersign.rules.IdentitySettings;
import io.countersign.rules.RuleSet;
import io.countersign.token.TokenStatus;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All identities of one version of the rules. */
final class Identities {

    private final Map<String, Identity> all;
    private final IdentitySources sources;

    private Identities(Map<String, Identity> all, IdentitySources sources) {
        this.all = all;
        this.sources = sources;
    }

    static Identities of(Map<String, IdentitySettings> settings, GlobalSettings global, Surroundings surroundings) {
        Map<String, Identity> all = new LinkedHashMap<>();
        IdentitySources sources = new IdentitySources(global, surroundings);
        for (IdentitySettings each : settings.values()) {
            all.put(each.name(), new Identity(each, sources, all));
        }
        return new Identities(all, sources);
    }

    /** Those of the next version: what it leaves as it is lives on there, and what has no place there is released. */
    Identities succeededBy(RuleSet next) {
        Map<String, Identity> heirs = new LinkedHashMap<>();
        IdentitySources nextSources = sources.with(next.global());
        for (IdentitySettings each : next.identities().values()) {
            Identity known = all.get(each.name());
            heirs.put(
                    each.name(),
                    known != null && livesOn(each, next, nextSources) ? known : new Identity(each, nextSources, heirs));
        }
        for (Identity each : all.values()) {
            if (heirs.get(each.settings().name()) == each) {
                each.moveTo(heirs);
            } else {
                each.release();
            }
        }
        return new Identities(heirs, nextSources);
    }

    /** Whether neither it nor what it gets its credentials with has become another. Names go in no circle. */
    private boolean livesOn(IdentitySettings now, RuleSet next, IdentitySources nextSources) {
        Identity known = all.get(now.name());
        if (known == null || !known.settings().livesOnAs(now) || !sources.areSameFor(now, nextSources)) {
            return false;
        }
        String other = now.otherIdentity();
        IdentitySettings others = other == null ? null : next.identities().get(other);
        return others == null || livesOn(others, next, nextSources);
    }

    Identity named(String name) {
        return named(name, all);
    }

    static Identity named(String name, Map<String, Identity> all) {
        @Nullable Identity identity = all.get(name);
        if (identity == null) {
            throw new IllegalArgumentException("no identity '" + name + "'");
        }
        return identity;
    }

    /** How an identity stands; nothing is made or asked for it. */
    TokenStatus status(String name) {
        Identity identity = all.get(name);
        return identity == null ? TokenStatus.of(TokenStatus.State.NONE, null) : identity.status();
    }

    void warmUp() {
        all.values().forEach(Identity::warmUp);
    }
}
