package io.countersign.rules;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a rule for an AppSync API says of its web sockets: where they are opened, and what of the handshake carries credentials. */
public final class Realtime {

    /** The place of the credentials in a handshake. */
    public enum Form {
        /** The list of subprotocols. */
        SUBPROTOCOL,
        /** The query of the URL, which ends up in logs. */
        QUERY,
        /** Headers of their own. */
        HEADERS
    }

    private final Form form;
    private final List<HostPattern> hosts;
    private final @Nullable HostPattern api;

    private Realtime(Form form, List<HostPattern> hosts, @Nullable HostPattern api) {
        this.form = form;
        this.hosts = Collections.unmodifiableList(hosts);
        this.api = api;
    }

    /** Web sockets at hosts whose names tell that of the API. */
    static Realtime of(Form form, List<HostPattern> hosts) {
        return new Realtime(form, hosts, null);
    }

    /** Web sockets at a host that has nothing to do with that of the API. */
    static Realtime at(Form form, HostPattern host, HostPattern api) {
        return new Realtime(form, Collections.singletonList(host), api);
    }

    /** The place of the credentials in a handshake. */
    public Form form() {
        return form;
    }

    /** Where web sockets are opened. */
    public List<HostPattern> hosts() {
        return hosts;
    }

    /** The API's host for HTTP where {@code realtime-host} names another for web sockets; null where the names tell. */
    public @Nullable HostPattern api() {
        return api;
    }

    /**
     * The paths of web sockets: all, but at a host of many uses those that AppSync has.
     *
     * @see <a href="https://docs.aws.amazon.com/appsync/latest/devguide/custom-domain-name.html">Custom domain names</a>
     */
    List<PathPattern> paths(boolean sharedHost) {
        return sharedHost
                ? Arrays.asList(
                        PathPattern.of("/graphql"),
                        PathPattern.of("/graphql/realtime"),
                        PathPattern.of("/event/realtime"))
                : Collections.singletonList(PathPattern.ANY);
    }

    @Override
    public String toString() {
        return form + " at " + hosts + (api == null ? "" : " for " + api);
    }
}
