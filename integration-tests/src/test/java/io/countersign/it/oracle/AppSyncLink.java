package io.countersign.it.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.countersign.counterpart.SigV4Verifier;
import java.io.IOException;
import java.util.Map;

/** The npm packages {@code aws-appsync-subscription-link} and {@code aws-appsync-auth-link}, AWS's own clients. */
final class AppSyncLink implements AutoCloseable {

    static final String SUBSCRIPTION = "subscription { sent { text } }";
    static final String MUTATION = "mutation($text: String) { send(text: $text) { text } }";

    private final NodeScript script = NodeScript.start("appsync-link.mjs");
    private final String region;

    AppSyncLink(String region) {
        this.region = region;
    }

    static ObjectNode apiKey(String key) {
        return type("API_KEY").put("apiKey", key);
    }

    static ObjectNode cognitoUserPools(String token) {
        return type("AMAZON_COGNITO_USER_POOLS").put("jwtToken", token);
    }

    static ObjectNode openIdConnect(String token) {
        return type("OPENID_CONNECT").put("jwtToken", token);
    }

    static ObjectNode lambda(String token) {
        return type("AWS_LAMBDA").put("token", token);
    }

    static ObjectNode iam(SigV4Verifier.Account account) {
        ObjectNode auth = type("AWS_IAM");
        ObjectNode credentials = auth.putObject("credentials")
                .put("accessKeyId", account.accessKeyId())
                .put("secretAccessKey", account.secretAccessKey());
        if (!account.sessionToken().isEmpty()) {
            credentials.put("sessionToken", account.sessionToken());
        }
        return auth;
    }

    /** Subscribes, and returns what comes first: {@code control} once it is acknowledged, else {@code error}. */
    JsonNode subscribe(String url, int port, ObjectNode auth) throws IOException {
        return script.ask(question("subscribe", url, auth).put("port", port).put("query", SUBSCRIPTION));
    }

    /**
     * The same with a change to the JSON of the handshake or the start.
     *
     * @param changes for {@code handshake} and {@code start}, what is replaced and by what
     */
    JsonNode subscribe(String url, int port, ObjectNode auth, Map<String, Change> changes) throws IOException {
        ObjectNode question = question("subscribe", url, auth).put("port", port).put("query", SUBSCRIPTION);
        changes.forEach(
                (where, change) -> question.putArray(where).add(change.from()).add(change.to()));
        return script.ask(question);
    }

    /** One text for another, the first time it stands there. */
    record Change(String from, String to) {}

    /** What the subscription gets next: {@code data} or {@code error}. */
    JsonNode next() throws IOException {
        return script.ask(JsonNodeFactory.instance.objectNode().put("op", "next"));
    }

    /** Sends a text by a mutation, and returns its {@code data} or {@code error}. */
    JsonNode mutate(String url, ObjectNode auth, String text) throws IOException {
        ObjectNode question = question("mutate", url, auth).put("query", MUTATION);
        question.putObject("variables").put("text", text);
        return script.ask(question);
    }

    @Override
    public void close() {
        script.close();
    }

    private ObjectNode question(String operation, String url, ObjectNode auth) {
        ObjectNode question = JsonNodeFactory.instance.objectNode();
        question.put("op", operation).put("url", url).put("region", region);
        question.set("auth", auth);
        return question;
    }

    private static ObjectNode type(String type) {
        return JsonNodeFactory.instance.objectNode().put("type", type);
    }
}
