package io.countersign.agent.adapter;

import java.lang.reflect.Field;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** What an engine knows of its hop. */
final class OkHttpEngineState {

    private final Field response;
    private final Field output;
    private final @Nullable Field webSocket;
    private final @Nullable Field othersWrite;

    OkHttpEngineState(Class<?> engine) {
        response = Member.field(engine, "userResponse");
        output = Member.field(engine, "requestBodyOut");
        webSocket = Member.fieldIfAny(engine, "forWebSocket");
        othersWrite = Member.fieldIfAny(engine, "callerWritesRequestBody");
    }

    /** Whether its requests pass the network interceptors, which 2.0 and 2.1 do not have. */
    boolean hasChain(Object engine) {
        return webSocket != null
                && othersWrite != null
                && !Boolean.TRUE.equals(Member.get(webSocket, engine))
                && !Boolean.TRUE.equals(Member.get(othersWrite, engine));
    }

    /** Whether a body that somebody else wrote, if there is one, was held back. */
    boolean isRepeatable(Object engine) {
        Object sink = Member.get(output, engine);
        return sink == null || sink.getClass().getSimpleName().equals("RetryableSink");
    }

    /** What the application will see. */
    Response response(Object engine) {
        Response received = (Response) Member.get(response, engine);
        if (received == null) {
            throw new IllegalStateException("there is no response yet");
        }
        return received;
    }
}
