package io.countersign.appsync;

import io.countersign.request.OutboundRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The request that opens a web socket of AppSync, and the three places in it that can carry an authorization object.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6455#section-4.1">RFC 6455, section 4.1</a>
 */
public final class Handshake {

    private static final String SUBPROTOCOLS = "Sec-WebSocket-Protocol";
    private static final String[] CREDENTIALS = {"Authorization", "x-api-key"};
    private static final String[] PARAMETERS = {"header", "payload"};

    private final OutboundRequest hop;
    private final List<String> subprotocols;

    private Handshake(OutboundRequest hop) {
        this.hop = hop;
        this.subprotocols = subprotocols(hop);
    }

    /** Whether the hop opens a web socket, whoever's. */
    public static boolean is(OutboundRequest hop) {
        return "websocket".equalsIgnoreCase(hop.header("Upgrade"));
    }

    /** @param hop one that {@link #is} */
    public static Handshake of(OutboundRequest hop) {
        return new Handshake(hop);
    }

    /** What the web socket will speak. */
    public AppSyncApi api() {
        return AppSyncApi.of(String.join(",", subprotocols), hop.target().path());
    }

    /** Whether the application authorized it, in whichever place. */
    public boolean isAuthorized() {
        for (String name : CREDENTIALS) {
            if (hop.header(name) != null) {
                return true;
            }
        }
        String query = hop.target().query();
        return !asked().equals(subprotocols) || !String.valueOf(query).equals(String.valueOf(withoutParameters(query)));
    }

    /** In the list of subprotocols. */
    public void putIntoSubprotocols(AuthorizationObject authorization) {
        clear();
        List<String> names = askedOrOwn();
        names.add(HandshakeHeader.subprotocol(authorization.entries()));
        hop.setHeader(SUBPROTOCOLS, String.join(", ", names));
    }

    /** In the query of the URL. */
    public void putIntoQuery(AuthorizationObject authorization) {
        clear();
        hop.setHeader(SUBPROTOCOLS, String.join(", ", askedOrOwn()));
        String query = withoutParameters(hop.target().query());
        String ours = HandshakeHeader.query(authorization.entries());
        hop.setQuery(query == null || query.isEmpty() ? ours : query + "&" + ours);
    }

    /** In headers of its own, of which the Host is one: it names the API, not what was dialled. */
    public void putIntoHeaders(AuthorizationObject authorization) {
        clear();
        hop.setHeader(SUBPROTOCOLS, String.join(", ", askedOrOwn()));
        for (Map.Entry<String, String> entry : authorization.entries().entrySet()) {
            hop.setHeader(entry.getKey().equals("host") ? "Host" : entry.getKey(), entry.getValue());
        }
    }

    /** What the application put there goes, wherever it is: two authorizations are refused. */
    private void clear() {
        for (String name : CREDENTIALS) {
            hop.removeHeader(name);
        }
        String query = hop.target().query();
        String rest = withoutParameters(query);
        if (query != null && !query.equals(rest)) {
            hop.setQuery(rest);
        }
    }

    private List<String> askedOrOwn() {
        List<String> names = asked();
        if (names.isEmpty()) {
            names.add(api().subprotocol());
        }
        return names;
    }

    private List<String> asked() {
        List<String> asked = new ArrayList<>(subprotocols);
        asked.removeIf(name -> name.startsWith(HandshakeHeader.SUBPROTOCOL));
        return asked;
    }

    private static List<String> subprotocols(OutboundRequest hop) {
        List<String> names = new ArrayList<>();
        for (Map.Entry<String, List<String>> header : hop.headers().entrySet()) {
            if (header.getKey().equalsIgnoreCase(SUBPROTOCOLS)) {
                for (String value : header.getValue()) {
                    addNames(value, names);
                }
            }
        }
        return names;
    }

    private static void addNames(String list, List<String> names) {
        for (int from = 0; from <= list.length(); ) {
            int comma = list.indexOf(',', from);
            int end = comma < 0 ? list.length() : comma;
            String name = list.substring(from, end).trim();
            if (!name.isEmpty()) {
                names.add(name);
            }
            from = end + 1;
        }
    }

    /** The query without an authorization object, which never stands there without {@code header}; null if none is left. */
    private static @Nullable String withoutParameters(@Nullable String query) {
        if (query == null || !("&" + query).contains("&" + PARAMETERS[0] + "=")) {
            return query;
        }
        StringBuilder rest = new StringBuilder();
        for (int from = 0; from <= query.length(); ) {
            int and = query.indexOf('&', from);
            int end = and < 0 ? query.length() : and;
            String parameter = query.substring(from, end);
            if (!parameter.startsWith(PARAMETERS[0] + "=") && !parameter.startsWith(PARAMETERS[1] + "=")) {
                rest.append(rest.length() == 0 ? "" : "&").append(parameter);
            }
            from = end + 1;
        }
        return rest.length() == 0 ? null : rest.toString();
    }
}
