package io.countersign.counterpart;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The token endpoint of an OAuth 2 authorization server on loopback, for the client credentials grant (RFC 6749), and its
 * discovery document. It checks how a client proves itself, what it asks for, and whether its tokens are used.
 */
public final class OAuthServer implements AutoCloseable {

    /** What the path of the token endpoint is; the issuer's is {@value #TENANT}. */
    public static final String TOKEN_PATH = "/tenant/token";

    private static final String TENANT = "/tenant";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final RawServer server = RawServer.start(this::reply);
    private final Faults faults = new Faults();
    private final Faults discoveryFaults = new Faults();
    private final SecretLedger ledger;
    private final RegisteredClient client;
    private final Map<String, Grant> grants = new ConcurrentHashMap<>();
    private volatile String discoveryPath = TENANT + "/.well-known/openid-configuration";
    private volatile String declaredIssuer;
    private volatile int lifetime = 3600;

    /**
     * The one client that is known.
     *
     * @param posting whether it must prove itself in the form, else by HTTP Basic authentication
     * @param scopes what it may ask for
     * @param audience what it must ask for; empty for none
     */
    public record RegisteredClient(String id, String secret, boolean posting, List<String> scopes, String audience) {

        @Override
        public String toString() {
            return id;
        }
    }

    /** What a token was given for. */
    public record Grant(String scope, String audience) {}

    private OAuthServer(RegisteredClient client, SecretLedger ledger) {
        this.client = client;
        this.ledger = ledger;
        this.declaredIssuer = server.at(TENANT).toString();
        ledger.record(client.secret());
    }

    /** Starts one. */
    public static OAuthServer start(RegisteredClient client, SecretLedger ledger) {
        return new OAuthServer(client, ledger);
    }

    /** An identity's {@code token-url}. */
    public URI tokenUrl() {
        return server.at(TOKEN_PATH);
    }

    /** An identity's {@code issuer}. */
    public URI issuer() {
        return server.at(TENANT);
    }

    /** Serves its discovery document where RFC 8414 wants it, and not where OpenID Connect does. */
    public void discoverByRfc8414() {
        discoveryPath = "/.well-known/oauth-authorization-server" + TENANT;
    }

    /** Calls itself so in its discovery document. */
    public void declareIssuer(String issuer) {
        declaredIssuer = issuer;
    }

    /** How long the next tokens are good for, in seconds; 0 to say nothing of that. */
    public void issueFor(int seconds) {
        lifetime = seconds;
    }

    /** Replies given in place of the token endpoint's own. */
    public Faults faults() {
        return faults;
    }

    /** Replies given in place of the discovery document. */
    public Faults discoveryFaults() {
        return discoveryFaults;
    }

    /** Requests for tokens, oldest first. */
    public List<ReceivedRequest> tokenRequests() {
        return server.received().stream()
                .filter(request -> request.path().equals(TOKEN_PATH))
                .toList();
    }

    /** All requests. */
    public List<ReceivedRequest> received() {
        return server.received();
    }

    /** Lets in whoever brings a token of this server, given for this scope and audience. */
    public Requirement requirement(String scope, String audience) {
        return request -> {
            List<String> values = request.values("Authorization");
            Grant grant = values.size() == 1 && values.get(0).startsWith("Bearer ")
                    ? grants.get(values.get(0).substring("Bearer ".length()))
                    : null;
            if (grant == null) {
                return Optional.of("not one Authorization header with a token of this server");
            }
            return grant.equals(new Grant(scope, audience)) ? Optional.empty() : Optional.of("given for " + grant);
        };
    }

    @Override
    public void close() {
        server.close();
    }

    private Reply reply(ReceivedRequest request) {
        if (request.path().equals(discoveryPath)) {
            return discoveryFaults.take().orElseGet(this::discovery);
        }
        if (!request.path().equals(TOKEN_PATH)) {
            return Reply.of(404, "nothing here");
        }
        return faults.take().orElseGet(() -> token(request));
    }

    private Reply discovery() {
        ObjectNode document = JSON.createObjectNode();
        document.put("issuer", declaredIssuer);
        document.put("token_endpoint", tokenUrl().toString());
        document.putArray("grant_types_supported").add("client_credentials");
        return json(200, document);
    }

    private Reply token(ReceivedRequest request) {
        if (!request.method().equals("POST")
                || !request.header("Content-Type").orElse("").equals("application/x-www-form-urlencoded")) {
            return error(400, "invalid_request", "not a form");
        }
        Map<String, String> form = form(request.text());
        if (!isProved(request, form)) {
            Reply.Answer refusal = error(401, "invalid_client", "Client authentication failed");
            return client.posting() ? refusal : refusal.with("WWW-Authenticate", "Basic realm=\"tokens\"");
        }
        if (!"client_credentials".equals(form.get("grant_type"))) {
            return error(400, "unsupported_grant_type", "client_credentials only");
        }
        String scope = form.getOrDefault("scope", "");
        if (!scope.isEmpty() && !client.scopes().containsAll(List.of(scope.split(" ", -1)))) {
            return error(400, "invalid_scope", "not a scope of " + client + ": " + scope);
        }
        if (!client.audience().equals(form.getOrDefault("audience", ""))) {
            return error(400, "invalid_target", "not an API of this server");
        }
        return given(new Grant(scope, form.getOrDefault("audience", "")));
    }

    private Reply given(Grant grant) {
        String token = ledger.record("oauth-" + UUID.randomUUID());
        grants.put(token, grant);
        ObjectNode answer = JSON.createObjectNode();
        answer.put("access_token", token);
        answer.put("token_type", "Bearer");
        if (lifetime > 0) {
            answer.put("expires_in", lifetime);
        }
        return json(200, answer).with("Cache-Control", "no-store");
    }

    /** In exactly one way: RFC 6749, section 2.3. */
    private boolean isProved(ReceivedRequest request, Map<String, String> form) {
        List<String> headers = request.values("Authorization");
        if (client.posting()) {
            return headers.isEmpty()
                    && client.id().equals(form.get("client_id"))
                    && client.secret().equals(form.get("client_secret"));
        }
        if (headers.size() != 1 || !headers.get(0).startsWith("Basic ") || form.containsKey("client_secret")) {
            return false;
        }
        byte[] pair = Base64.getDecoder().decode(headers.get(0).substring("Basic ".length()));
        String[] halves = new String(pair, StandardCharsets.US_ASCII).split(":", 2);
        return halves.length == 2
                && decoded(halves[0]).equals(client.id())
                && decoded(halves[1]).equals(client.secret());
    }

    /** An error as RFC 6749, section 5.2 words it. */
    public static Reply.Answer error(int status, String code, String description) {
        return json(status, JSON.createObjectNode().put("error", code).put("error_description", description));
    }

    private static Reply.Answer json(int status, ObjectNode body) {
        return Reply.of(status, body.toString()).with("Content-Type", "application/json;charset=UTF-8");
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** The fields of a form; one that comes twice makes it none. */
    static Map<String, String> form(String text) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String pair : text.split("&", -1)) {
            String[] halves = pair.split("=", 2);
            if (halves.length != 2 || fields.put(decoded(halves[0]), decoded(halves[1])) != null) {
                return Map.of();
            }
        }
        return fields;
    }
}
