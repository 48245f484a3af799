package io.countersign.rules;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All rules and identities of a rules file. Immutable. */
public final class RuleSet {

    /** Where the file says nothing; the same twice, as most files need no class that reads it. */
    static final String RELOAD = "2s";

    private static final long RELOAD_MILLIS = 2000;

    private final List<Rule> rules;
    private final Map<String, IdentitySettings> identities;
    private final List<Problem> warnings;
    private final HostIndex index;
    private final @Nullable GlobalSettings global;

    RuleSet(
            List<Rule> rules,
            Map<String, IdentitySettings> identities,
            @Nullable GlobalSettings global,
            List<Problem> warnings,
            HostIndex index) {
        this.rules = Collections.unmodifiableList(rules);
        this.identities = Collections.unmodifiableMap(identities);
        this.warnings = Collections.unmodifiableList(warnings);
        this.index = index;
        this.global = global;
    }

    /**
     * Whether any rule names the host, on whatever port and path, or takes its web sockets. Asked for every request of the JVM: one pass over the
     * name, no lock, and no allocation for a name in ASCII.
     */
    public boolean covers(String host) {
        return index.find(host) != null;
    }

    /**
     * The most specific rule that takes the request; null if there is none. An exact host goes before a wildcard, a longer
     * wildcard before a shorter one, a rule's own port before the scheme's default, a longer path before a shorter
     * one, named methods before all methods.
     *
     * @param host with or without brackets if it is an IPv6 address
     * @param port the real one, never a stand-in for the default
     * @param path raw, without the query
     */
    public @Nullable Rule match(String scheme, String host, int port, String path, String method) {
        HostIndex.Node node = index.find(host);
        if (node == null) {
            return null;
        }
        return first(node, port, defaultPort(scheme), path, method);
    }

    /**
     * The most specific rule that takes a web socket, its handshake and its messages; null if there is none. To the hosts
     * that rules name come those where the web sockets of their AppSync APIs are opened.
     */
    public @Nullable Rule matchSocket(String scheme, String host, int port, String path) {
        HostIndex.Node node = index.find(host);
        return node == null ? null : first(node, port, defaultPort(scheme), path, null);
    }

    private static @Nullable Rule first(
            HostIndex.Node mostSpecific, int port, int defaultPort, String path, @Nullable String method) {
        boolean ambiguous = PathPattern.isAmbiguous(path);
        for (HostIndex.Node node = mostSpecific; node != null; node = node.lessSpecific()) {
            for (Route route : node.routes()) {
                if (route.takesPort(port, defaultPort)
                        && route.path().matches(path, ambiguous)
                        && route.takes(method)) {
                    return route.rule();
                }
            }
        }
        return null;
    }

    /** Whether the credentials of a rule cover the body, which must then be known before the head is sent. */
    public boolean signsBody(Rule rule) {
        IdentitySettings identity = identities.get(rule.identity());
        return identity != null && identity.type().signs() && !rule.leavesPayloadUnsigned();
    }

    /** Whether the credentials of any rule cover bodies. */
    public boolean signsBodies() {
        for (Rule rule : rules) {
            if (signsBody(rule)) {
                return true;
            }
        }
        return false;
    }

    /** In the order of the file. */
    public List<Rule> rules() {
        return rules;
    }

    /** By name, in the order of the file. */
    public Map<String, IdentitySettings> identities() {
        return identities;
    }

    /** Whether the file says anything for the whole JVM. */
    public boolean hasGlobal() {
        return global != null;
    }

    /** What the file says for the whole JVM. */
    public GlobalSettings global() {
        return global == null ? GlobalSettings.none() : global;
    }

    /** After how many milliseconds it is to be looked whether the file has changed; -1 means never. */
    public long reloadMillis() {
        String text = global == null ? null : global.optionalText(GlobalKeys.RELOAD);
        return text == null ? RELOAD_MILLIS : Quantity.millis(text);
    }

    /** What is odd in the file and yet no error. */
    public List<Problem> warnings() {
        return warnings;
    }

    static int defaultPort(String scheme) {
        return "https".equalsIgnoreCase(scheme) || "wss".equalsIgnoreCase(scheme) ? 443 : 80;
    }

    @Override
    public String toString() {
        int names = identities.size();
        return rules.size()
                + (rules.size() == 1 ? " rule, " : " rules, ")
                + names
                + (names == 1 ? " identity" : " identities");
    }
}
