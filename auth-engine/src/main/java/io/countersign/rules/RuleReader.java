package io.countersign.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns the keys of one rule into a {@link Rule}, and reports what is wrong with them. */
final class RuleReader {

    static final String[] KEYS = RuleKeys.names();

    private static final long DEFAULT_BODY = 10L * 1024 * 1024;

    private final Section section;
    private final Rule.Builder rule;

    private RuleReader(Section section) {
        this.section = section;
        this.rule = new Rule.Builder(section);
    }

    /** Reports what is wrong with the defaults, whether or not a rule uses them. */
    static void checkDefaults(Section defaults) {
        defaults.checkKeys(KEYS);
        Entry hosts = defaults.entry("hosts");
        if (hosts != null) {
            defaults.report(hosts, "default.hosts: hosts have no default; name them in each rule");
        }
        Entry realtimeHost = defaults.entry("realtime-host");
        if (realtimeHost != null) {
            defaults.report(realtimeHost, "default.realtime-host: hosts have no default; name them in each rule");
        }
        if (defaults.has("realtime")) {
            RealtimeReader.form(defaults);
        }
        new RuleReader(defaults).readSettings();
    }

    /** @param types of all identities that the file names, null where this version knows none; null without host or identity */
    static @Nullable Rule read(Section section, Map<String, @Nullable IdentityType> types) {
        return new RuleReader(section).read(types);
    }

    private @Nullable Rule read(Map<String, @Nullable IdentityType> types) {
        section.checkKeys(KEYS);
        readHosts();
        readSettings();
        String identity = identity(types);
        IdentityType type = identity == null ? null : types.get(identity);
        if (type != null) {
            new SchemeReader(section, rule, type).read();
        }
        return identity == null || rule.hosts.isEmpty() ? null : rule.build(identity);
    }

    private void readHosts() {
        List<HostPattern> hosts = new ArrayList<>();
        for (String text : section.list("hosts")) {
            try {
                hosts.add(HostPattern.of(text));
            } catch (IllegalArgumentException e) {
                section.reportBad("hosts", text, String.valueOf(e.getMessage()));
            }
        }
        rule.hosts = hosts;
        if (!section.has("hosts")) {
            section.report("rule '" + section.name() + "' has no hosts; add " + section.path("hosts"));
        }
    }

    private @Nullable String identity(Map<String, @Nullable IdentityType> types) {
        String name = section.text("identity");
        Entry entry = section.entry("identity");
        if (entry == null) {
            section.report("rule '" + section.name() + "' names no identity; add " + section.path("identity"));
        } else if (name != null && !types.containsKey(name)) {
            String subject = entry.isDefault() ? "default.identity" : "rule '" + section.name() + "'";
            section.report(
                    entry,
                    entry.mayShow(name)
                            ? subject + " names identity '" + name + "', which does not exist"
                                    + Suggestion.of(name, types.keySet())
                            : subject + " names" + (entry.isShowable() ? "" : ", through a reference,")
                                    + " an identity that does not exist");
        }
        return name != null && types.containsKey(name) ? name : null;
    }

    /** What needs no knowledge of the identity. */
    private void readSettings() {
        readPaths();
        readMethods();
        readStatuses();
        rule.replacesExisting = "replace".equals(section.word("on-existing", "keep", "replace"));
        rule.passesOnFailure = "pass".equals(section.word("on-failure", "fail", "pass"));
        rule.allowsPlainHttp = "true".equals(section.word("allow-plain-http", "true", "false"));
        rule.debugs = "true".equals(section.word("debug", "true", "false"));
        rule.maxBufferedBody = section.bytes("max-buffered-body", DEFAULT_BODY);
    }

    private void readPaths() {
        List<PathPattern> paths = new ArrayList<>();
        for (String text : section.list("paths")) {
            try {
                paths.add(PathPattern.of(text));
            } catch (IllegalArgumentException e) {
                section.reportBad("paths", text, String.valueOf(e.getMessage()));
            }
        }
        if (!paths.isEmpty()) {
            rule.paths = paths;
        }
    }

    private void readMethods() {
        List<String> methods = new ArrayList<>();
        for (String text : section.list("methods")) {
            if (SchemeReader.isToken(text)) {
                methods.add(text.toUpperCase(Locale.ROOT));
            } else {
                section.reportBad("methods", text, "must be HTTP methods such as GET, POST");
            }
        }
        rule.methods = methods;
    }

    private void readStatuses() {
        List<String> texts = section.list("retry-on");
        if (texts.isEmpty()) {
            return;
        }
        List<Integer> statuses = new ArrayList<>();
        for (String text : texts) {
            int status = Quantity.number(text);
            if (status >= 400 && status <= 599) {
                statuses.add(status);
            } else if (texts.size() > 1 || !"none".equals(text)) {
                section.reportBad("retry-on", text, "must be statuses from 400 to 599 such as 401, 403, or none");
            }
        }
        rule.retryOn = statuses;
    }
}
