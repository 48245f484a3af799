package io.countersign.it.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.countersign.counterpart.Header;
import io.countersign.counterpart.ReceivedRequest;
import io.countersign.counterpart.SigV4Verifier;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** The signer of the AWS SDK for JavaScript. */
final class SmithySigner implements AutoCloseable {

    private final NodeScript script = NodeScript.start("sigv4.mjs");
    private final SigV4Verifier.Account account;

    SmithySigner(SigV4Verifier.Account account) {
        this.account = account;
    }

    /**
     * Signs a request for execute-api in eu-central-1.
     *
     * @param target the path and query as they will be sent
     * @param query the query's names and values, decoded
     */
    ReceivedRequest sign(String method, String target, Map<String, List<String>> query, byte[] body, Instant at)
            throws IOException {
        ObjectNode question = JsonNodeFactory.instance.objectNode();
        question.put("service", "execute-api").put("region", "eu-central-1").put("date", at.toString());
        ObjectNode credentials = question.putObject("credentials");
        credentials.put("accessKeyId", account.accessKeyId()).put("secretAccessKey", account.secretAccessKey());
        if (!account.sessionToken().isEmpty()) {
            credentials.put("sessionToken", account.sessionToken());
        }
        int mark = target.indexOf('?');
        ObjectNode request = question.putObject("request");
        request.put("method", method).put("protocol", "https:").put("hostname", "api.example.com");
        request.put("path", mark < 0 ? target : target.substring(0, mark));
        request.put("body", Base64.getEncoder().encodeToString(body));
        request.set("query", query(query));
        request.putObject("headers").put("host", "api.example.com").put("content-type", "application/json");
        return ReceivedRequest.of(method, target, headers(script.ask(question)), body);
    }

    @Override
    public void close() {
        script.close();
    }

    private static ObjectNode query(Map<String, List<String>> query) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        query.forEach((name, values) -> values.forEach(object.putArray(name)::add));
        return object;
    }

    private static List<Header> headers(JsonNode signed) {
        List<Header> headers = new ArrayList<>();
        signed.properties()
                .forEach(field ->
                        headers.add(new Header(field.getKey(), field.getValue().asText())));
        return headers;
    }
}
