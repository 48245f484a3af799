package io.countersign.counterpart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** The protocol AWS JSON 1.1 on the server's side: the operation in a header, errors with their type. */
final class AwsJson {

    static final String CONTENT_TYPE = "application/x-amz-json-1.1";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TARGET = "AWSCognitoIdentityProviderService.";

    private AwsJson() {}

    /** The operation that a request calls, empty if it calls none. */
    static String operation(ReceivedRequest request) {
        return operation(request, TARGET);
    }

    /** The same of another service, whose name ends in a dot. */
    static String operation(ReceivedRequest request, String service) {
        String target = request.header("X-Amz-Target").orElse("");
        return target.startsWith(service) ? target.substring(service.length()) : "";
    }

    static boolean isCall(ReceivedRequest request) {
        return request.method().equals("POST")
                && request.header("Content-Type").orElse("").equals(CONTENT_TYPE);
    }

    /** The request's JSON, or a missing node if it holds none. */
    static JsonNode input(ReceivedRequest request) {
        try {
            return JSON.readTree(request.body());
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    static Reply.Answer output(ObjectNode output) {
        return json(200, output.toString());
    }

    static Reply.Answer error(int status, String type, String message) {
        ObjectNode body = JSON.createObjectNode().put("__type", type).put("message", message);
        return json(status, body.toString())
                .with("x-amzn-ErrorType", type + ":")
                .with("x-amzn-ErrorMessage", message);
    }

    private static Reply.Answer json(int status, String body) {
        return Reply.of(status, body).with("Content-Type", CONTENT_TYPE);
    }
}
