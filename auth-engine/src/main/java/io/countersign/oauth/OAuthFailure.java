package io.countersign.oauth;

import io.countersign.http.HttpAnswer;
import io.countersign.request.AuthenticationException;
import io.countersign.secret.Redaction;
import io.countersign.secret.Secret;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

/** A request for a token that was refused or not answered: what happened, what to do, and whether trying again can help. */
final class OAuthFailure {

    static final int TOO_MANY_REQUESTS = 429;

    private static final int UNAUTHORIZED = 401;
    private static final int LONGEST = 300;
    private static final String INVALID_CLIENT = "invalid_client";

    private static final Map<String, String> REMEDIES = remedies();

    private OAuthFailure() {}

    /**
     * What an error answer means (RFC 6749, section 5.2).
     *
     * @param members of its JSON
     * @param secret what must not be repeated if the answer quotes it
     */
    static AuthenticationException of(
            String attempt, URI address, HttpAnswer answer, Map<String, String> members, Secret secret) {
        int status = answer.status();
        String code = members.getOrDefault("error", status == UNAUTHORIZED ? INVALID_CLIENT : "");
        String said = code.isEmpty()
                ? address + " answers with HTTP status " + status
                : shown(code + described(members), secret);
        String message = attempt + " failed: " + said + "; ";
        boolean mayPass = status >= 500
                || status == TOO_MANY_REQUESTS
                || "temporarily_unavailable".equals(code)
                || "server_error".equals(code)
                || "slow_down".equals(code);
        return mayPass
                ? AuthenticationException.transientFailure(message + "another attempt follows", null)
                : AuthenticationException.terminal(message + remedy(code), null);
    }

    static String withoutAnswer(URI address, IOException e) {
        if (e instanceof SocketTimeoutException
                || String.valueOf(e.getMessage()).contains(" takes longer than ")) {
            return address + " did not answer within the identity's timeout; check network and proxy";
        }
        String reason = Redaction.of(e.toString(), Collections.emptyList());
        return address + " cannot be reached: " + reason + "; check network, proxy and address";
    }

    private static String described(Map<String, String> members) {
        String description = members.get("error_description");
        return description == null ? "" : ": " + description;
    }

    private static String shown(String text, Secret secret) {
        String shown = Redaction.of(text, Collections.singletonList(secret));
        return shown.length() <= LONGEST ? shown : shown.substring(0, LONGEST) + "…";
    }

    private static String remedy(String code) {
        return REMEDIES.getOrDefault(
                code, "correct the identity's token-url or issuer, and what the server knows of this client");
    }

    private static Map<String, String> remedies() {
        Map<String, String> remedies = new HashMap<>();
        remedies.put(
                INVALID_CLIENT,
                "correct the identity's client-id or client-secret, or try the other client-auth (basic, post)");
        remedies.put(
                "unauthorized_client", "allow the client the grant client_credentials at the authorization server");
        remedies.put(
                "unsupported_grant_type", "the server gives no tokens to machines; allow client_credentials there");
        remedies.put("invalid_scope", "correct the identity's scopes, or grant them to the client");
        remedies.put("invalid_target", "correct the identity's audience");
        remedies.put("access_denied", "grant the client access to the identity's audience and scopes");
        remedies.put("invalid_request", "correct the identity's client-auth, scopes and audience");
        return Collections.unmodifiableMap(remedies);
    }
}
