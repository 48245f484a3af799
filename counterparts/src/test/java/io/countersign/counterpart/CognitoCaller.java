package io.countersign.counterpart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;

/** A plain caller of the emulated pool, the least that a client must do. */
final class CognitoCaller {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final CognitoServer server;
    private final String poolName;
    private final Random random = new Random(7);
    private String timestamp = "Sun Nov 1 09:08:07 UTC 2026";

    CognitoCaller(CognitoServer server, String poolName) {
        this.server = server;
        this.poolName = poolName;
    }

    void timestamp(String instead) {
        this.timestamp = instead;
    }

    JsonNode login(String user, String password, String clientId, String secret) throws IOException {
        return call("RespondToAuthChallenge", proof(user, password, clientId, secret))
                .path("AuthenticationResult");
    }

    /** Asks for the challenge and computes the answer, without sending it. */
    ObjectNode proof(String user, String password, String clientId, String secret) throws IOException {
        SrpClient srp = new SrpClient(poolName, password, random);
        ObjectNode input = object("ClientId", clientId).put("AuthFlow", "USER_SRP_AUTH");
        input.set(
                "AuthParameters", hashed(object("USERNAME", user).put("SRP_A", srp.publicA()), user, clientId, secret));
        JsonNode challenge = call("InitiateAuth", input).path("ChallengeParameters");
        ObjectNode output = object("ClientId", clientId).put("ChallengeName", "PASSWORD_VERIFIER");
        ObjectNode responses = object("USERNAME", challenge.path("USERNAME").asText())
                .put("TIMESTAMP", timestamp)
                .put(
                        "PASSWORD_CLAIM_SECRET_BLOCK",
                        challenge.path("SECRET_BLOCK").asText())
                .put("PASSWORD_CLAIM_SIGNATURE", srp.signature(challenge, timestamp));
        output.set(
                "ChallengeResponses",
                hashed(responses, challenge.path("USERNAME").asText(), clientId, secret));
        return output;
    }

    JsonNode renew(String token, String clientId, String secret) throws IOException {
        ObjectNode input = object("ClientId", clientId).put("RefreshToken", token);
        if (!secret.isEmpty()) {
            input.put("ClientSecret", secret);
        }
        return call("GetTokensFromRefreshToken", input).path("AuthenticationResult");
    }

    JsonNode renewByAuthFlow(String token, String user, String clientId, String secret) throws IOException {
        ObjectNode input = object("ClientId", clientId).put("AuthFlow", "REFRESH_TOKEN_AUTH");
        input.set("AuthParameters", hashed(object("REFRESH_TOKEN", token), user, clientId, secret));
        return call("InitiateAuth", input).path("AuthenticationResult");
    }

    /** @throws IOException with Cognito's error type and message */
    JsonNode call(String operation, ObjectNode input) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(server.endpoint())
                .header("Content-Type", "application/x-amz-json-1.1")
                .header("X-Amz-Target", "AWSCognitoIdentityProviderService." + operation)
                .POST(HttpRequest.BodyPublishers.ofString(input.toString()))
                .build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            JsonNode body = JSON.readTree(response.body());
            if (response.statusCode() != 200) {
                throw new IOException(body.path("__type").asText() + ": "
                        + body.path("message").asText());
            }
            return body;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static ObjectNode hashed(ObjectNode parameters, String user, String clientId, String secret) {
        if (!secret.isEmpty()) {
            byte[] hash = Digests.hmac(
                    secret.getBytes(StandardCharsets.UTF_8), (user + clientId).getBytes(StandardCharsets.UTF_8));
            parameters.put("SECRET_HASH", Base64.getEncoder().encodeToString(hash));
        }
        return parameters;
    }

    private static ObjectNode object(String name, String value) {
        return JsonNodeFactory.instance.objectNode().put(name, value);
    }
}
