package io.countersign.agent.ops;

import io.countersign.event.EngineEvents;
import io.countersign.rules.IdentitySettings;
import io.countersign.rules.Rule;
import io.countersign.rules.RuleSet;
import io.countersign.token.TokenStatus;
import java.time.Clock;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** All that is counted, by the names of rules and identities: rules that are read anew, and the engine that they bring, count on. */
final class Figures implements EngineEvents {

    private final Clock clock;
    private final ConcurrentMap<String, RuleFigures> rules = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, IdentityFigures> identities = new ConcurrentHashMap<>();
    private volatile @Nullable RuleSet current;
    private volatile @Nullable Recorder recorder;
    private volatile @Nullable IdentityStatus engine;

    Figures(Clock clock) {
        this.clock = clock;
    }

    @Override
    public RuleFigures ofRule(String name) {
        RuleFigures known = rules.get(name);
        if (known != null) {
            return known;
        }
        RuleFigures made = new RuleFigures(clock);
        RuleFigures first = rules.putIfAbsent(name, made);
        RuleFigures counted = first == null ? made : first;
        Recorder recording = recorder;
        if (recording != null) {
            counted.record(recording);
        }
        return counted;
    }

    @Override
    public IdentityFigures ofIdentity(String name) {
        IdentityFigures known = identities.get(name);
        if (known != null) {
            return known;
        }
        IdentityFigures made = new IdentityFigures(name, this, clock);
        IdentityFigures first = identities.putIfAbsent(name, made);
        return first == null ? made : first;
    }

    /**
     * From now on these rules are in force.
     *
     * @return false if they were already
     */
    boolean follow(RuleSet set) {
        if (set == current) {
            return false;
        }
        boolean all = set.hasGlobal() && "debug".equals(set.global().text("log.level"));
        for (IdentitySettings identity : set.identities().values()) {
            ofIdentity(identity.name()).describe(identity.type().settingName());
        }
        for (Rule rule : set.rules()) {
            IdentitySettings identity = set.identities().get(rule.identity());
            if (identity != null) {
                ofRule(rule.name()).describe(new RuleText(rule, identity.type(), all || rule.debugs()));
            }
        }
        current = set;
        return true;
    }

    /** Who knows how identities stand. */
    void ask(IdentityStatus status) {
        engine = status;
    }

    /** Who records each hop and each fetch from now on. */
    void record(Recorder to) {
        recorder = to;
        for (RuleFigures each : rules.values()) {
            each.record(to);
        }
    }

    @Nullable
    Recorder recorder() {
        return recorder;
    }

    @Nullable
    TokenStatus status(String identity) {
        IdentityStatus asked = engine;
        return asked == null ? null : asked.of(identity);
    }

    /** Of the rules in force, in the order of the file. */
    Map<String, RuleFigures> rules() {
        RuleSet set = current;
        Map<String, RuleFigures> all = new LinkedHashMap<>();
        for (Rule rule : set == null ? Collections.<Rule>emptyList() : set.rules()) {
            all.put(rule.name(), ofRule(rule.name()));
        }
        return all;
    }

    /** Of the identities in force, in the order of the file. */
    Map<String, IdentityFigures> identities() {
        RuleSet set = current;
        Map<String, IdentityFigures> all = new LinkedHashMap<>();
        for (String name :
                set == null ? Collections.<String>emptySet() : set.identities().keySet()) {
            all.put(name, ofIdentity(name));
        }
        return all;
    }
}
