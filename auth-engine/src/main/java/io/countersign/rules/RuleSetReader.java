package io.countersign.rules;

import java.io.File;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Sorts the entries of a rules file into identities and rules, and makes a {@link RuleSet} of them. */
final class RuleSetReader {

    private final Problems problems;
    private final Section defaults;
    private final Map<String, Section> identitySections = new LinkedHashMap<>();
    private final Map<String, Section> ruleSections = new LinkedHashMap<>();
    private final Map<String, Rule> claims = new HashMap<>();
    private final Map<String, List<Route>> routesByHost = new LinkedHashMap<>();
    private final List<Entry> globals = new ArrayList<>();

    private RuleSetReader(Problems problems) {
        this.problems = problems;
        this.defaults = Section.ofDefaults(problems);
    }

    /** @return what was read, as far as it could be; not to be used if there are problems */
    static RuleSet read(File file, Collection<Entry> entries, Problems problems) {
        RuleSetReader reader = new RuleSetReader(problems);
        for (Entry entry : entries) {
            reader.sort(entry);
        }
        if (reader.ruleSections.isEmpty()) {
            String remedy = "add rule.<name>.hosts and rule.<name>.identity";
            problems.add(file, 0, "no rules: nothing will be authenticated; " + remedy);
        }
        return reader.ruleSet();
    }

    /** Whether the key is one of ours, well-formed or not. */
    static boolean isOfKnownGroup(String key) {
        return key.startsWith("identity.") || key.startsWith("rule.") || key.startsWith("default.") || isGlobal(key);
    }

    private static boolean isGlobal(String key) {
        return key.startsWith("secrets.")
                || key.startsWith("token-store.")
                || key.equals("token-store")
                || key.startsWith("log.")
                || key.startsWith("metrics.")
                || key.equals("reload");
    }

    private void sort(Entry entry) {
        String key = entry.key();
        int first = key.indexOf('.');
        int second = key.indexOf('.', first + 1);
        String group = first < 0 ? key : key.substring(0, first);
        if (!isOfKnownGroup(key)) {
            problems.add(entry, unknownGroup(group, first > 0));
        } else if (isGlobal(key)) {
            globals.add(entry);
        } else if ("default".equals(group)) {
            defaults.add(entry);
        } else if (second < 0 || !isName(key.substring(first + 1, second))) {
            problems.add(
                    entry,
                    "write " + group + ".<name>.<key>; a name is made of letters, digits, hyphens and underscores");
        } else {
            section(group, key.substring(first + 1, second)).add(entry);
        }
    }

    /** Quotes nothing that does not look like a key of ours: it may be the second line of a secret. */
    private static String unknownGroup(String group, boolean dotted) {
        List<String> groups = dotted
                ? Arrays.asList("identity", "rule", "default", "token-store", "secrets", "log", "metrics")
                : Arrays.asList("identity", "rule", "default", "token-store", "reload");
        String suggestion = Suggestion.of(group, groups);
        return suggestion.isEmpty()
                ? "unknown key; write identity.<name>.<key>, rule.<name>.<key>, default.<key>, secrets.<key>, token-store, log.<key>,"
                        + " metrics.<key> or reload"
                : "unknown key '" + group + ".…'" + suggestion;
    }

    private static boolean isName(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!HostIndex.isHostCharacter(c) && (c < 'A' || c > 'Z')) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    private Section section(String group, String name) {
        boolean identity = "identity".equals(group);
        Map<String, Section> sections = identity ? identitySections : ruleSections;
        Section section = sections.get(name);
        if (section == null) {
            section = identity ? Section.ofIdentity(name, problems) : Section.ofRule(name, defaults, problems);
            sections.put(name, section);
        }
        return section;
    }

    private RuleSet ruleSet() {
        Map<String, @Nullable IdentityType> types = new LinkedHashMap<>();
        Map<String, IdentitySettings> identities = new LinkedHashMap<>();
        for (Section section : identitySections.values()) {
            IdentityType type = IdentityReader.type(section);
            types.put(section.name(), type);
            if (type != null) {
                identities.put(section.name(), IdentityReader.read(section, type));
            }
        }
        Set<String> used = new HashSet<>();
        if (refersToIdentities()) {
            new IdentityReferences(identitySections, types).check(used);
        }
        RuleReader.checkDefaults(defaults);
        List<Rule> rules = new ArrayList<>();
        for (Section section : ruleSections.values()) {
            Rule rule = RuleReader.read(section, types);
            if (rule != null) {
                rules.add(rule);
                used.add(rule.identity());
                addRoutes(rule);
                Realtime realtime = rule.realtime();
                if (realtime != null) {
                    addSocketRoutes(rule, realtime);
                }
            }
        }
        warnOfUnused(used);
        GlobalSettings global = globals.isEmpty() ? null : new GlobalReader(globals, problems).read();
        return new RuleSet(rules, identities, global, problems.warnings(), HostIndex.of(routesByHost));
    }

    /** Few files do; what looks into it is loaded for them only. */
    private boolean refersToIdentities() {
        for (Section section : identitySections.values()) {
            if (section.has(IdentityReferences.LOGIN) || section.has(IdentityReferences.SOURCE)) {
                return true;
            }
        }
        return false;
    }

    private void warnOfUnused(Set<String> used) {
        for (Section section : identitySections.values()) {
            if (!used.contains(section.name())) {
                String message = "identity '" + section.name() + "' is named by no rule";
                problems.warn(section.file(), section.line(), message);
            }
        }
    }

    private void addRoutes(Rule rule) {
        Set<Rule> rivals = new HashSet<>();
        for (HostPattern host : rule.hosts()) {
            for (PathPattern path : rule.paths()) {
                if (claim(rule, host, path, rivals)) {
                    routes(host).add(Route.of(host, path, rule));
                }
            }
        }
    }

    /** Web sockets come to their own hosts, or to the API's own beside its other paths. */
    private void addSocketRoutes(Rule rule, Realtime realtime) {
        Set<Rule> rivals = new HashSet<>();
        for (HostPattern host : realtime.hosts()) {
            for (PathPattern path : realtime.paths(rule.hosts().contains(host))) {
                Rule rival = claims.put("web socket " + host + " " + path, rule);
                if (rival == null) {
                    routes(host).add(Route.ofSocket(host, path, rule));
                } else if (rival != rule && rivals.add(rival)) {
                    problems.add(
                            rule.file(),
                            rule.line(),
                            "rule '" + rule.name() + "' ties with " + rival
                                    + ": both take the same web sockets; add rule." + rule.name()
                                    + ".realtime = off, or make their hosts differ");
                }
            }
        }
    }

    /** Whether the rule is the first one to take these requests, and has not said so twice. */
    private boolean claim(Rule rule, HostPattern host, PathPattern path, Set<Rule> rivals) {
        boolean first = false;
        List<String> methods = rule.methods().isEmpty() ? Arrays.asList("") : rule.methods();
        for (String method : methods) {
            Rule rival = claims.put(host + " " + path + " " + method, rule);
            first |= rival == null;
            if (rival != null && rival != rule && rivals.add(rival)) {
                reportTie(rule, rival, host);
            }
        }
        return first;
    }

    private void reportTie(Rule rule, Rule rival, HostPattern host) {
        Entry hosts = section("rule", rule.name()).entry("hosts");
        String shown = hosts != null && hosts.isShowable() ? host.toString() : "the same host";
        problems.add(
                rule.file(),
                rule.line(),
                "rule '" + rule.name() + "' ties with " + rival + ": both take " + shown
                        + " with the same path and method; make one of them differ");
    }

    private List<Route> routes(HostPattern host) {
        String name = host.isWildcard() ? "*." + host.name() : host.name();
        List<Route> routes = routesByHost.get(name);
        if (routes == null) {
            routes = new ArrayList<>();
            routesByHost.put(name, routes);
        }
        return routes;
    }
}
