package io.countersign.counterpart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** The operations of a user pool that log in and renew, on JSON. */
final class CognitoOperations {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final UserPool pool;
    private final PasswordLogin login;
    private final RefreshTokens refreshTokens;
    private final TokenIssuer issuer;
    private final SecretLedger ledger;

    CognitoOperations(
            UserPool pool, PasswordLogin login, RefreshTokens refreshTokens, TokenIssuer issuer, SecretLedger ledger) {
        this.pool = pool;
        this.login = login;
        this.refreshTokens = refreshTokens;
        this.issuer = issuer;
        this.ledger = ledger;
    }

    ObjectNode call(String operation, JsonNode input) throws CognitoException {
        String clientId = input.path("ClientId").asText();
        if (!pool.knowsClient(clientId)) {
            throw CognitoException.of("ResourceNotFoundException", "User pool client " + clientId + " does not exist.");
        }
        return switch (operation) {
            case "InitiateAuth" -> initiateAuth(clientId, input);
            case "RespondToAuthChallenge" -> respondToAuthChallenge(clientId, input);
            case "GetTokensFromRefreshToken" -> tokensFromRefreshToken(clientId, input);
            default -> throw CognitoException.of("UnknownOperationException", "");
        };
    }

    void revokeRefreshTokens() {
        refreshTokens.revokeAll();
    }

    private ObjectNode initiateAuth(String clientId, JsonNode input) throws CognitoException {
        JsonNode parameters = input.path("AuthParameters");
        String flow = input.path("AuthFlow").asText();
        if (flow.equals("USER_SRP_AUTH")) {
            checkSecretHash(clientId, parameters.path("USERNAME").asText(), parameters);
            return login.challenge(parameters);
        }
        if (flow.equals("REFRESH_TOKEN_AUTH") || flow.equals("REFRESH_TOKEN")) {
            return refreshTokenAuth(clientId, parameters);
        }
        throw CognitoException.of("InvalidParameterException", "Unsupported AuthFlow " + flow);
    }

    private ObjectNode respondToAuthChallenge(String clientId, JsonNode input) throws CognitoException {
        String challenge = input.path("ChallengeName").asText();
        if (!challenge.equals("PASSWORD_VERIFIER")) {
            throw CognitoException.of("InvalidParameterException", "Unexpected challenge " + challenge);
        }
        JsonNode responses = input.path("ChallengeResponses");
        checkSecretHash(clientId, responses.path("USERNAME").asText(), responses);
        RefreshTokens.Grant grant = new RefreshTokens.Grant(login.proved(responses), clientId);
        ObjectNode result = tokens(grant);
        tokensOf(result).put("RefreshToken", ledger.record(refreshTokens.issue(grant)));
        return result;
    }

    /** The account's own name goes into the hash, whatever alias it logged in with. */
    private ObjectNode refreshTokenAuth(String clientId, JsonNode parameters) throws CognitoException {
        if (pool.rotatesRefreshTokens()) {
            throw CognitoException.of(
                    "InvalidParameterException", "REFRESH_TOKEN_AUTH is not allowed while tokens rotate.");
        }
        RefreshTokens.Grant grant =
                refreshTokens.grant(parameters.path("REFRESH_TOKEN").asText(), clientId);
        checkSecretHash(clientId, grant.account(), parameters);
        return tokens(grant);
    }

    private ObjectNode tokensFromRefreshToken(String clientId, JsonNode input) throws CognitoException {
        Optional<String> secret = pool.clientSecret(clientId);
        if (!secret.orElse("").equals(input.path("ClientSecret").asText())) {
            throw CognitoException.notAuthorized("Client secret does not match for the client: " + clientId);
        }
        String token = input.path("RefreshToken").asText();
        RefreshTokens.Grant grant = refreshTokens.grant(token, clientId);
        ObjectNode result = tokens(grant);
        if (pool.rotatesRefreshTokens()) {
            refreshTokens.useUp(token);
            tokensOf(result).put("RefreshToken", ledger.record(refreshTokens.issue(grant)));
        }
        return result;
    }

    private ObjectNode tokens(RefreshTokens.Grant grant) {
        ObjectNode result = JSON.createObjectNode();
        result.putObject("AuthenticationResult")
                .put(
                        "AccessToken",
                        ledger.record(issuer.accessToken(grant.account(), grant.clientId(), pool.tokenLifetime())))
                .put("IdToken", ledger.record(issuer.idToken(grant.account(), grant.clientId(), pool.tokenLifetime())))
                .put("ExpiresIn", pool.tokenLifetime().toSeconds())
                .put("TokenType", "Bearer");
        result.putObject("ChallengeParameters");
        return result;
    }

    private static ObjectNode tokensOf(ObjectNode result) {
        return (ObjectNode) result.path("AuthenticationResult");
    }

    private void checkSecretHash(String clientId, String userName, JsonNode parameters) throws CognitoException {
        Optional<String> secret = pool.clientSecret(clientId);
        if (secret.isEmpty()) {
            return;
        }
        JsonNode hash = parameters.path("SECRET_HASH");
        if (hash.isMissingNode()) {
            throw CognitoException.notAuthorized(
                    "Client " + clientId + " is configured with secret but SECRET_HASH was not received");
        }
        byte[] expected = Digests.hmac(
                secret.get().getBytes(StandardCharsets.UTF_8), (userName + clientId).getBytes(StandardCharsets.UTF_8));
        if (!Base64.getEncoder().encodeToString(expected).equals(hash.asText())) {
            throw CognitoException.notAuthorized("SecretHash does not match for the client: " + clientId);
        }
    }
}
