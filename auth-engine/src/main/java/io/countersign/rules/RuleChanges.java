package io.countersign.rules;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What another version of a rules file means for identities and rules, by their names and without any value. */
public final class RuleChanges {

    private final RuleSet before;
    private final RuleSet after;

    private RuleChanges(RuleSet before, RuleSet after) {
        this.before = before;
        this.after = after;
    }

    /** From one version to the next. */
    public static RuleChanges between(RuleSet before, RuleSet after) {
        return new RuleChanges(before, after);
    }

    /** For people: {@code new: identity 'b'; changed: rule 'r'; removed: identity 'a'}. */
    @Override
    public String toString() {
        Map<String, Object> old = parts(before);
        Map<String, Object> now = parts(after);
        List<String> changed = new ArrayList<>();
        for (Map.Entry<String, Object> each : now.entrySet()) {
            Object known = old.get(each.getKey());
            if (known != null && !isSame(known, each.getValue())) {
                changed.add(each.getKey());
            }
        }
        if (!before.global().leadToTheSame(after.global())) {
            changed.add("vaults or token store");
        }
        List<String> all = new ArrayList<>();
        add(all, "new", without(now, old));
        add(all, "changed", changed);
        add(all, "removed", without(old, now));
        return all.isEmpty() ? "nothing changed for any request" : String.join("; ", all);
    }

    private static Map<String, Object> parts(RuleSet rules) {
        Map<String, Object> parts = new LinkedHashMap<>();
        for (IdentitySettings identity : rules.identities().values()) {
            parts.put("identity '" + identity.name() + "'", identity);
        }
        for (Rule rule : rules.rules()) {
            parts.put("rule '" + rule.name() + "'", rule);
        }
        return parts;
    }

    private static boolean isSame(Object known, Object now) {
        return known instanceof Rule ? ((Rule) known).isSameAs((Rule) now) : known.equals(now);
    }

    private static List<String> without(Map<String, Object> some, Map<String, Object> others) {
        List<String> names = new ArrayList<>(some.keySet());
        names.removeAll(others.keySet());
        return names;
    }

    private static void add(List<String> all, String what, List<String> names) {
        if (!names.isEmpty()) {
            all.add(what + ": " + String.join(", ", names));
        }
    }
}
