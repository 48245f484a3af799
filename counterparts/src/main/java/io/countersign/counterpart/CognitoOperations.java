package io.countersign.counterpart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** The operations of a user pool that log in and renew, on JSON. */
final class CognitoOperations {

    private final UserPool pool;
    private final PoolAccounts accounts;
    private final PasswordLogin login;
    private final Challenges challenges;
    private final Grants grants;

    CognitoOperations(UserPool pool, PoolAccounts accounts, PasswordLogin login, Challenges challenges, Grants grants) {
        this.pool = pool;
        this.accounts = accounts;
        this.login = login;
        this.challenges = challenges;
        this.grants = grants;
    }

    ObjectNode call(String operation, JsonNode input) throws CognitoException {
        return switch (operation) {
            case "InitiateAuth" -> initiateAuth(client(input), input);
            case "AdminInitiateAuth" -> adminInitiateAuth(ofThisPool(input), input);
            case "RespondToAuthChallenge" -> respondToAuthChallenge(client(input), input);
            case "AdminRespondToAuthChallenge" -> respondToAuthChallenge(ofThisPool(input), input);
            case "GetTokensFromRefreshToken" -> {
                if (!pool.knowsGetTokensFromRefreshToken()) {
                    throw CognitoException.of("UnknownOperationException", "");
                }
                yield grants.fromRefreshToken(client(input), input);
            }
            case "GetClientToken" -> clientToken(client(input), input);
            default -> throw CognitoException.of("UnknownOperationException", "");
        };
    }

    /** Only for a client that may do nothing else, as Cognito wants it. */
    private ObjectNode clientToken(PoolClient client, JsonNode input) throws CognitoException {
        client.checkOnlyFlow("CLIENT_TOKEN_AUTH");
        client.checkSecret(Parameters.required(input, "Secret"));
        return grants.ofClient(client, client.granted(input.path("Scopes")));
    }

    private ObjectNode initiateAuth(PoolClient client, JsonNode input) throws CognitoException {
        String flow = input.path("AuthFlow").asText();
        return switch (flow) {
            case "USER_SRP_AUTH", "USER_PASSWORD_AUTH" -> begin(client, flow, input.path("AuthParameters"));
            case "REFRESH_TOKEN_AUTH", "REFRESH_TOKEN" -> grants.refreshTokenAuth(client, input.path("AuthParameters"));
            case "ADMIN_USER_PASSWORD_AUTH", "ADMIN_NO_SRP_AUTH" -> throw unsupported();
            default -> throw CognitoException.of("InvalidParameterException", "Unsupported AuthFlow " + flow);
        };
    }

    private ObjectNode adminInitiateAuth(PoolClient client, JsonNode input) throws CognitoException {
        String flow = input.path("AuthFlow").asText();
        return switch (flow) {
            case "ADMIN_USER_PASSWORD_AUTH", "ADMIN_NO_SRP_AUTH" ->
                begin(client, "ADMIN_USER_PASSWORD_AUTH", input.path("AuthParameters"));
            case "USER_PASSWORD_AUTH" -> throw unsupported();
            default -> initiateAuth(client, input);
        };
    }

    private ObjectNode begin(PoolClient client, String flow, JsonNode parameters) throws CognitoException {
        client.checkFlow(flow);
        client.checkSecretHash(Parameters.required(parameters, "USERNAME"), parameters);
        Optional<PoolAccount> account = login.begin(parameters);
        Optional<String> posed = account.flatMap(user -> user.user().challengeAtOnce());
        if (account.isPresent() && posed.isPresent()) {
            return challenges.pose(new Login(account.get(), client, ""), posed.get());
        }
        return flow.equals("USER_SRP_AUTH")
                ? login.challenge(client, parameters)
                : challenges.afterPassword(login.told(client, parameters));
    }

    private ObjectNode respondToAuthChallenge(PoolClient client, JsonNode input) throws CognitoException {
        JsonNode responses = input.path("ChallengeResponses");
        String userName = Parameters.required(responses, "USERNAME");
        client.checkSecretHash(userName, responses);
        return input.path("ChallengeName").asText().equals("PASSWORD_VERIFIER")
                ? challenges.afterPassword(login.proved(client, input))
                : challenges.answer(client, input, accounts.find(userName));
    }

    private PoolClient ofThisPool(JsonNode input) throws CognitoException {
        String id = input.path("UserPoolId").asText();
        if (!id.equals(pool.id())) {
            throw CognitoException.of("ResourceNotFoundException", "User pool " + id + " does not exist.");
        }
        return client(input);
    }

    private PoolClient client(JsonNode input) throws CognitoException {
        String id = input.path("ClientId").asText();
        return pool.client(id)
                .orElseThrow(() -> CognitoException.of(
                        "ResourceNotFoundException", "User pool client " + id + " does not exist."));
    }

    private static CognitoException unsupported() {
        return CognitoException.of("InvalidParameterException", "Initiate Auth method not supported.");
    }
}
