package io.countersign.it.oracle;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.countersign.counterpart.AppSyncEngine;
import io.countersign.counterpart.AppSyncHandshake;
import io.countersign.counterpart.ReceivedRequest;
import io.countersign.counterpart.RemoteEngine;
import io.countersign.counterpart.Reply;
import java.io.IOException;
import java.net.URI;
import java.util.stream.Stream;

/**
 * GraphQL and subscriptions as the npm package {@code @aws-amplify/amplify-appsync-simulator} does them, behind an
 * {@code AppSyncGate}: it has the API of a {@code StandInEngine}, and believes what the gate has checked.
 */
public final class AppSyncSimulator implements AppSyncEngine {

    private final NodeScript script;
    private final RemoteEngine engine;

    private AppSyncSimulator(NodeScript script, RemoteEngine engine) {
        this.script = script;
        this.engine = engine;
    }

    /**
     * Starts one. Without Node the test is skipped, in CI it fails.
     *
     * @param apiKey the one that it takes, which is the gate's if that takes one
     * @param issuers of all tokens that are to come, be they Cognito's or another's
     */
    public static AppSyncSimulator start(String apiKey, String... issuers) throws IOException {
        NodeScript script = NodeScript.start("appsync-simulator.mjs");
        ObjectNode question =
                JsonNodeFactory.instance.objectNode().put("op", "start").put("apiKey", apiKey);
        Stream.of(issuers).forEach(question.putArray("issuers")::add);
        int port = script.ask(question).path("port").asInt();
        return new AppSyncSimulator(script, RemoteEngine.at(URI.create("http://127.0.0.1:" + port), apiKey));
    }

    @Override
    public Reply.Answer answer(ReceivedRequest request) {
        return engine.answer(request);
    }

    @Override
    public Peer connect(AppSyncHandshake handshake, Peer client) {
        return engine.connect(handshake, client);
    }

    @Override
    public void close() {
        script.close();
    }
}
