package io.countersign.it.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.countersign.counterpart.SrpServer;
import java.io.IOException;

/** The server's half of SRP as the npm package cognito-srp does it. */
public final class NodeSrp implements SrpServer, AutoCloseable {

    private final NodeScript script = NodeScript.start("srp-server.mjs");

    @Override
    public Exchange begin(String poolName, Account account, String publicA) throws IOException {
        JsonNode answer = script.ask(JsonNodeFactory.instance
                .objectNode()
                .put("pool", poolName)
                .put("userId", account.userId())
                .put("password", account.password())
                .put("A", publicA));
        return new Exchange(
                answer.path("salt").asText(),
                answer.path("B").asText(),
                answer.path("key").asText());
    }

    @Override
    public void close() {
        script.close();
    }
}
