package io.countersign.agent.adapter;

import java.lang.reflect.Field;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/** One step of the chain of network interceptors that belongs to an engine. */
final class OkHttpEngineStep {

    private final Field index;
    private final Field engine;
    private final Field client;
    private final Field sent;

    OkHttpEngineStep(Class<?> chain) {
        index = Member.field(chain, "index");
        engine = Member.field(chain, "this$0");
        client = Member.field(engine.getType(), "client");
        sent = Member.field(engine.getType(), "networkRequest");
    }

    /** Whether what follows is the wire. */
    boolean isLast(Object step) {
        OkHttpClient settings = (OkHttpClient) Member.get(client, engine(step));
        Object position = Member.get(index, step);
        return settings != null
                && position != null
                && (Integer) position == settings.networkInterceptors().size();
    }

    /** Later versions do this themselves: the response leads back to the request that is named here. */
    void sendsInstead(Object step, Request request) {
        Member.set(sent, engine(step), request);
    }

    private Object engine(Object step) {
        @Nullable Object found = Member.get(engine, step);
        if (found == null) {
            throw new IllegalStateException("a chain without an engine");
        }
        return found;
    }
}
