package io.countersign.counterpart;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/** One app client of a pool: its secrets, and the flows that it may use. */
public final class PoolClient {

    private final String id;
    private final List<String> secrets;
    private final Set<String> flows;
    private final List<String> scopes;

    private PoolClient(String id, List<String> secrets, Set<String> flows, List<String> scopes) {
        this.id = id;
        this.secrets = List.copyOf(secrets);
        this.flows = Set.copyOf(flows);
        this.scopes = List.copyOf(scopes);
    }

    /** A public client, which may use every flow. */
    public static PoolClient of(String id) {
        return new PoolClient(id, List.of(), Set.of(), List.of());
    }

    /** The same with these secrets, one of which belongs into every call; Cognito allows two at a time. */
    public PoolClient withSecrets(String... either) {
        return new PoolClient(id, List.of(either), flows, scopes);
    }

    /** The same, but only these flows are enabled, for instance {@code USER_SRP_AUTH}; a refresh is always allowed. */
    public PoolClient allowing(String... authFlows) {
        return new PoolClient(id, secrets, Set.of(authFlows), scopes);
    }

    /** The same, which may ask for these scopes in its own name. */
    public PoolClient withScopes(String... names) {
        return new PoolClient(id, secrets, flows, List.of(names));
    }

    /** Those that it asks for, if it may; all, if it asks for none. */
    List<String> granted(JsonNode asked) throws CognitoException {
        List<String> granted = new ArrayList<>();
        for (JsonNode scope : asked) {
            if (!scopes.contains(scope.asText())) {
                throw CognitoException.of("InvalidParameterException", "Invalid scope requested");
            }
            granted.add(scope.asText());
        }
        return granted.isEmpty() ? scopes : granted;
    }

    void checkOnlyFlow(String flow) throws CognitoException {
        if (!flows.equals(Set.of(flow))) {
            throw CognitoException.of("InvalidParameterException", flow + " flow not enabled for this client");
        }
    }

    String id() {
        return id;
    }

    List<String> secrets() {
        return secrets;
    }

    void checkFlow(String flow) throws CognitoException {
        if (flows.isEmpty() || flows.contains(flow)) {
            return;
        }
        String message = flow.equals("USER_SRP_AUTH")
                ? "USER_SRP_AUTH is not enabled for the client."
                : flow + " flow not enabled for this client";
        throw CognitoException.of("InvalidParameterException", message);
    }

    /** SECRET_HASH over this user name, in AuthParameters or ChallengeResponses. */
    void checkSecretHash(String userName, JsonNode parameters) throws CognitoException {
        JsonNode hash = parameters.path("SECRET_HASH");
        if (secrets.isEmpty() && !hash.isMissingNode()) {
            throw CognitoException.notAuthorized(
                    "Client " + id + " is configured without secret but SECRET_HASH was received");
        }
        if (!secrets.isEmpty() && hash.isMissingNode()) {
            throw CognitoException.notAuthorized(
                    "Client " + id + " is configured with secret but SECRET_HASH was not received");
        }
        if (!secrets.isEmpty()
                && secrets.stream()
                        .noneMatch(secret -> secretHash(secret, userName).equals(hash.asText()))) {
            throw CognitoException.notAuthorized("SecretHash does not match for the client: " + id);
        }
    }

    /** The plain secret, as GetTokensFromRefreshToken takes it. */
    void checkSecret(String claimed) throws CognitoException {
        if (!(secrets.isEmpty() ? claimed.isEmpty() : secrets.contains(claimed))) {
            throw CognitoException.notAuthorized("Client secret does not match for the client: " + id);
        }
    }

    @Override
    public String toString() {
        return id;
    }

    private String secretHash(String secret, String userName) {
        byte[] hash =
                Digests.hmac(secret.getBytes(StandardCharsets.UTF_8), (userName + id).getBytes(StandardCharsets.UTF_8));
        return Base64.getEncoder().encodeToString(hash);
    }
}
