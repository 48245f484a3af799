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
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A plain caller of the emulated pool, the least that a client must do. */
final class CognitoCaller {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final CognitoServer server;
    private final String poolName;
    private final Random random = new Random(7);
    private String timestamp = "Sun Nov 1 09:08:07 UTC 2026";
    private String deviceKey = "";

    CognitoCaller(CognitoServer server, String poolName) {
        this.server = server;
        this.poolName = poolName;
    }

    void timestamp(String instead) {
        this.timestamp = instead;
    }

    /** Sent with PASSWORD_VERIFIER from now on. */
    void deviceKey(String key) {
        this.deviceKey = key;
    }

    JsonNode login(String user, String password, String clientId, String secret) throws IOException {
        return prove(user, password, clientId, secret).path("AuthenticationResult");
    }

    /** What the proof of the password gets: tokens, or the next challenge. */
    JsonNode prove(String user, String password, String clientId, String secret) throws IOException {
        return call("RespondToAuthChallenge", proof(user, password, clientId, secret));
    }

    /** Asks for the challenge and computes the answer, without sending it. */
    ObjectNode proof(String user, String password, String clientId, String secret) throws IOException {
        SrpClient srp = new SrpClient(poolName, password, random);
        Map<String, String> begin = Map.of("USERNAME", user, "SRP_A", srp.publicA());
        JsonNode challenge = initiate("USER_SRP_AUTH", begin, clientId, secret);
        JsonNode parameters = challenge.path("ChallengeParameters");
        String userId = parameters.path("USER_ID_FOR_SRP").asText();
        ObjectNode responses = object("USERNAME", parameters.path("USERNAME").asText());
        proof(responses, srp.signature(userId, parameters, timestamp), parameters);
        if (!deviceKey.isEmpty()) {
            responses.put("DEVICE_KEY", deviceKey);
        }
        return answer(challenge, responses, clientId, secret);
    }

    /** Proves the device's password after DEVICE_SRP_AUTH. */
    JsonNode proveDevice(JsonNode posed, PoolDevice device, String user, String secret) throws IOException {
        SrpClient srp = new SrpClient(device.groupKey(), device.password(), random);
        Map<String, String> begin = Map.of("USERNAME", user, "DEVICE_KEY", device.key(), "SRP_A", srp.publicA());
        JsonNode challenge = respond(posed, begin, "client", secret);
        JsonNode parameters = challenge.path("ChallengeParameters");
        ObjectNode responses = object("USERNAME", user).put("DEVICE_KEY", device.key());
        proof(responses, srp.signature(device.key(), parameters, timestamp), parameters);
        return call("RespondToAuthChallenge", answer(challenge, responses, "client", secret));
    }

    JsonNode initiate(String flow, Map<String, String> parameters, String clientId, String secret) throws IOException {
        ObjectNode input = object("ClientId", clientId).put("AuthFlow", flow);
        input.set("AuthParameters", hashed(JSON.valueToTree(parameters), clientId, secret));
        return call("InitiateAuth", input);
    }

    JsonNode respond(JsonNode challenge, Map<String, String> responses, String clientId, String secret)
            throws IOException {
        return call("RespondToAuthChallenge", answer(challenge, JSON.valueToTree(responses), clientId, secret));
    }

    JsonNode renew(String token, String clientId, String secret) throws IOException {
        ObjectNode input = object("ClientId", clientId).put("RefreshToken", token);
        if (!secret.isEmpty()) {
            input.put("ClientSecret", secret);
        }
        if (!deviceKey.isEmpty()) {
            input.put("DeviceKey", deviceKey);
        }
        return call("GetTokensFromRefreshToken", input).path("AuthenticationResult");
    }

    JsonNode renewByAuthFlow(String token, String user, String clientId, String secret) throws IOException {
        ObjectNode input = object("ClientId", clientId).put("AuthFlow", "REFRESH_TOKEN_AUTH");
        ObjectNode parameters = hashed(object("USERNAME", user).put("REFRESH_TOKEN", token), clientId, secret);
        parameters.remove("USERNAME");
        input.set("AuthParameters", parameters);
        return call("InitiateAuth", input).path("AuthenticationResult");
    }

    JsonNode call(String operation, ObjectNode input) throws IOException {
        return call(operation, input.toString(), List.of());
    }

    /** @throws IOException with Cognito's error type and message */
    JsonNode call(String operation, String input, List<Header> more) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.endpoint())
                .header("Content-Type", "application/x-amz-json-1.1")
                .header("X-Amz-Target", "AWSCognitoIdentityProviderService." + operation)
                .POST(HttpRequest.BodyPublishers.ofString(input));
        more.forEach(line -> request.header(line.name(), line.value()));
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
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

    private void proof(ObjectNode responses, String signature, JsonNode parameters) {
        responses
                .put("TIMESTAMP", timestamp)
                .put(
                        "PASSWORD_CLAIM_SECRET_BLOCK",
                        parameters.path("SECRET_BLOCK").asText())
                .put("PASSWORD_CLAIM_SIGNATURE", signature);
    }

    private static ObjectNode answer(JsonNode challenge, ObjectNode responses, String clientId, String secret) {
        ObjectNode output = object("ClientId", clientId)
                .put("ChallengeName", challenge.path("ChallengeName").asText());
        if (challenge.has("Session")) {
            output.put("Session", challenge.path("Session").asText());
        }
        output.set("ChallengeResponses", hashed(responses, clientId, secret));
        return output;
    }

    private static ObjectNode hashed(ObjectNode parameters, String clientId, String secret) {
        if (!secret.isEmpty()) {
            byte[] hash = Digests.hmac(
                    secret.getBytes(StandardCharsets.UTF_8),
                    (parameters.path("USERNAME").asText() + clientId).getBytes(StandardCharsets.UTF_8));
            parameters.put("SECRET_HASH", Base64.getEncoder().encodeToString(hash));
        }
        return parameters;
    }

    private static ObjectNode object(String name, String value) {
        return JsonNodeFactory.instance.objectNode().put(name, value);
    }
}
