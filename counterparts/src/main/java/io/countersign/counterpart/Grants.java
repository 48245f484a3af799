package io.countersign.counterpart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

/** Hands out tokens to who has logged in, and new ones for refresh tokens. */
final class Grants {

    private final UserPool pool;
    private final TokenIssuer issuer;
    private final SecretLedger ledger;
    private final Clock clock;
    private final RefreshTokens refreshTokens;

    Grants(UserPool pool, TokenIssuer issuer, SecretLedger ledger, Clock clock, Random random) {
        this.pool = pool;
        this.issuer = issuer;
        this.ledger = ledger;
        this.clock = clock;
        this.refreshTokens = new RefreshTokens(random, clock);
    }

    /** The tokens of a log-in, a refresh token among them; a pool that remembers devices offers to remember this one. */
    ObjectNode first(Login login) {
        Instant end = clock.instant().plus(pool.refreshTokenLifetime());
        ObjectNode result = withRefreshToken(new RefreshTokens.Grant(login, end));
        if (pool.remembersDevices() && login.deviceKey().isEmpty()) {
            authentication(result)
                    .putObject("NewDeviceMetadata")
                    .put("DeviceKey", pool.region() + "_" + UUID.randomUUID())
                    .put("DeviceGroupKey", "-" + pool.name());
        }
        return result;
    }

    /** REFRESH_TOKEN_AUTH. The account's own name goes into the hash, whatever alias it logged in with. */
    ObjectNode refreshTokenAuth(PoolClient client, JsonNode parameters) throws CognitoException {
        if (pool.rotationGrace().isPresent()) {
            throw CognitoException.of(
                    "InvalidParameterException", "REFRESH_TOKEN_AUTH is not allowed while tokens rotate.");
        }
        RefreshTokens.Grant grant =
                grant(client, Parameters.required(parameters, "REFRESH_TOKEN"), parameters.path("DEVICE_KEY"));
        client.checkSecretHash(grant.login().account().name(), parameters);
        return tokens(grant.login());
    }

    /** GetTokensFromRefreshToken, with a plain secret and no user name. */
    ObjectNode fromRefreshToken(PoolClient client, JsonNode input) throws CognitoException {
        client.checkSecret(input.path("ClientSecret").asText());
        String token = Parameters.required(input, "RefreshToken");
        RefreshTokens.Grant grant = grant(client, token, input.path("DeviceKey"));
        Optional<Duration> grace = pool.rotationGrace();
        if (grace.isEmpty()) {
            return tokens(grant.login());
        }
        refreshTokens.replace(token, grace.get());
        return withRefreshToken(grant);
    }

    /** The token of a client in its own name. */
    ObjectNode ofClient(PoolClient client, List<String> scopes) {
        String token = issuer.clientToken(client.id(), scopes, pool.accessTokenLifetime());
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        result.putObject("ClientAuthenticationResult")
                .put("AccessToken", ledger.record(token))
                .put("ExpiresIn", pool.accessTokenLifetime().toSeconds())
                .put("TokenType", "Bearer");
        return result;
    }

    void revokeRefreshTokens() {
        refreshTokens.revokeAll();
    }

    private RefreshTokens.Grant grant(PoolClient client, String token, JsonNode deviceKey) throws CognitoException {
        RefreshTokens.Grant grant = refreshTokens.grant(token, client);
        grant.login().account().checkEnabled();
        if (!grant.login().deviceKey().isEmpty() && !grant.login().deviceKey().equals(deviceKey.asText())) {
            throw CognitoException.notAuthorized("Invalid Refresh Token");
        }
        return grant;
    }

    private ObjectNode withRefreshToken(RefreshTokens.Grant grant) {
        ObjectNode result = tokens(grant.login());
        authentication(result).put("RefreshToken", ledger.record(refreshTokens.issue(grant)));
        return result;
    }

    private static ObjectNode authentication(ObjectNode result) {
        return (ObjectNode) result.path("AuthenticationResult");
    }

    private ObjectNode tokens(Login login) {
        String user = login.account().name();
        String client = login.client().id();
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        result.putObject("AuthenticationResult")
                .put("AccessToken", ledger.record(issuer.accessToken(user, client, pool.accessTokenLifetime())))
                .put("IdToken", ledger.record(issuer.idToken(user, client, pool.idTokenLifetime())))
                .put("ExpiresIn", pool.accessTokenLifetime().toSeconds())
                .put("TokenType", "Bearer");
        result.putObject("ChallengeParameters");
        return result;
    }
}
