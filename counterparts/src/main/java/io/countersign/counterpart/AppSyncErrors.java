package io.countersign.counterpart;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** How AppSync says no: the same over HTTP and in messages, and never why. */
final class AppSyncErrors {

    static final String TYPE = "UnauthorizedException";

    private AppSyncErrors() {}

    static Reply.Answer answer() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        fill(body.putArray("errors"));
        return Reply.of(401, body.toString())
                .with("Content-Type", "application/json;charset=UTF-8")
                .with("x-amzn-ErrorType", TYPE);
    }

    /** The answer to {@code connection_init}. */
    static String connectionError(boolean events) {
        ObjectNode message = JsonNodeFactory.instance.objectNode().put("type", "connection_error");
        ArrayNode errors = (events ? message : message.putObject("payload")).putArray("errors");
        fill(errors);
        ((ObjectNode) errors.get(0)).put("errorCode", 400);
        return message.toString();
    }

    /** The answer to a message that must be authorized. */
    static String answer(AppSyncMessage to) {
        ObjectNode message = JsonNodeFactory.instance
                .objectNode()
                .put("id", to.id())
                .put("type", to.isOfEvents() ? to.type() + "_error" : "error");
        fill((to.isOfEvents() ? message : message.putObject("payload")).putArray("errors"));
        return message.toString();
    }

    private static void fill(ArrayNode errors) {
        errors.addObject().put("errorType", TYPE).put("message", "You are not authorized to make this call.");
    }
}
