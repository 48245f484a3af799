package io.countersign.it.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.countersign.counterpart.Requirement;
import io.countersign.counterpart.SecretLedger;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A user pool as the npm package cognito-local does it. Its users are written into its files; its tokens are judged by its own
 * library and key.
 */
final class NodeCognito implements AutoCloseable {

    static final String POOL = "eu-central-1_cognitolocal";
    static final String CLIENT = "oracle-client";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SOME_DAY = "2026-01-01T00:00:00Z";

    private final NodeScript script = NodeScript.start("cognito-local.mjs");
    private final SecretLedger ledger;
    private final Path database;
    private final URI endpoint;

    private NodeCognito(Path folder, SecretLedger ledger) throws IOException {
        this.ledger = ledger;
        this.database = folder.resolve(".cognito").resolve("db");
        JsonNode started = script.ask(question("start").put("folder", folder.toString()));
        this.endpoint = URI.create("http://127.0.0.1:" + started.path("port").asInt());
    }

    /** @param users as {@link #user} makes them */
    static NodeCognito start(Path folder, SecretLedger ledger, List<ObjectNode> users) throws IOException {
        Path database = Files.createDirectories(folder.resolve(".cognito").resolve("db"));
        ObjectNode client = dated("CreationDate", "LastModifiedDate")
                .put("ClientId", CLIENT)
                .put("ClientName", CLIENT)
                .put("UserPoolId", POOL)
                .put("AccessTokenValidity", 60)
                .put("IdTokenValidity", 60);
        client.putObject("TokenValidityUnits").put("AccessToken", "minutes").put("IdToken", "minutes");
        ObjectNode clients = JSON.createObjectNode();
        clients.putObject("Clients").set(CLIENT, client);
        ObjectNode pool = JSON.createObjectNode();
        pool.putObject("Options").put("Id", POOL).put("MfaConfiguration", "OPTIONAL");
        ObjectNode byName = pool.putObject("Users");
        users.forEach(user -> byName.set(user.path("Username").asText(), user));
        Files.writeString(database.resolve("clients.json"), clients.toString());
        Files.writeString(database.resolve(POOL + ".json"), pool.toString());
        return new NodeCognito(folder, ledger);
    }

    /** A user in a state of Cognito's, for instance {@code CONFIRMED}; the record takes further fields. */
    static ObjectNode user(String name, String password, String status) {
        ObjectNode user = dated("UserCreateDate", "UserLastModifiedDate")
                .put("Username", name)
                .put("Password", password)
                .put("UserStatus", status)
                .put("Enabled", true);
        user.putArray("Attributes").addObject().put("Name", "sub").put("Value", name);
        user.putArray("RefreshTokens");
        return user;
    }

    /** The same user with an authenticator app, and perhaps other second factors. */
    static ObjectNode withTotpSecret(ObjectNode user, String secret, String... otherFactors) {
        user.putObject("SoftwareTokenMfaConfiguration").put("Secret", secret).put("Verified", true);
        user.putArray("UserMFASettingList").add("SOFTWARE_TOKEN_MFA");
        for (String factor : otherFactors) {
            user.withArray("UserMFASettingList").add(factor);
        }
        return user;
    }

    URI endpoint() {
        return endpoint;
    }

    /** The operations that were called since this was last asked. */
    List<String> calls() throws IOException {
        List<String> calls = new ArrayList<>();
        script.ask(question("calls")).path("calls").forEach(call -> calls.add(call.asText()));
        return calls;
    }

    /** A user as its file has it now. */
    JsonNode stored(String user) throws IOException {
        return JSON.readTree(database.resolve(POOL + ".json").toFile())
                .path("Users")
                .path(user);
    }

    /** An access token of this user, signed by cognito-local. */
    Requirement accessTokenOf(String user) {
        return request -> {
            String token =
                    ledger.record(request.header("Authorization").orElse("").replaceFirst("^Bearer ", ""));
            JsonNode verdict = verdict(token);
            JsonNode claims = verdict.path("claims");
            return verdict.has("claims")
                            && claims.path("token_use").asText().equals("access")
                            && claims.path("username").asText().equals(user)
                    ? Optional.empty()
                    : Optional.of("not an access token of " + user + ": " + verdict.path("refusal"));
        };
    }

    /** Writes the refresh tokens that it has given out into the ledger, and ends it. */
    @Override
    public void close() {
        script.close();
        try {
            JSON.readTree(database.resolve(POOL + ".json").toFile())
                    .findValues("RefreshTokens")
                    .forEach(tokens -> tokens.forEach(token -> ledger.record(token.asText())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode verdict(String token) {
        try {
            return script.ask(question("verify").put("token", token).put("issuer", endpoint + "/" + POOL));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectNode question(String operation) {
        return JsonNodeFactory.instance.objectNode().put("op", operation);
    }

    private static ObjectNode dated(String... names) {
        ObjectNode node = JSON.createObjectNode();
        for (String name : names) {
            node.put(name, SOME_DAY);
        }
        return node;
    }
}
