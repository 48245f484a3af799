package io.countersign.application.jetty;

import io.countersign.application.Client;
import io.countersign.application.Request;
import io.countersign.application.Response;
import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.ExecutionException;

/**
 * Jetty's HttpClient, from version 9.2 on: one program for all of them, although their types moved to other packages, so
 * each is called by its name.
 */
public final class JettyClient implements Client {

    private final Object http;
    private final boolean asynchronous;

    private JettyClient(Object http, boolean asynchronous) {
        this.http = http;
        this.asynchronous = asynchronous;
    }

    /** {@code send()}, which waits for the whole answer. */
    public static Client blocking() throws Exception {
        return new JettyClient(started(Names.made("HttpClient")), false);
    }

    /** {@code send(CompleteListener)}; the application waits for its listener. */
    public static Client asynchronous() throws Exception {
        return new JettyClient(started(Names.made("HttpClient")), true);
    }

    /** HTTP/2 and nothing else. */
    public static Client http2() throws Exception {
        return new JettyClient(started(Names.ofHttp2()), false);
    }

    private static Object started(Object http) throws Exception {
        Names.call(http, "start");
        return http;
    }

    @Override
    public Response send(Request request) throws Exception {
        try {
            Object built = Names.call(http, "newRequest", request.url());
            Names.call(built, "method", request.method());
            request.headers().forEach((name, value) -> Names.addHeader(built, name, value));
            if (request.body().isPresent()) {
                Contents.of(request.body()).setOn(built);
            }
            Object answer = asynchronous ? awaited(built) : Names.call(built, "send");
            return response(answer);
        } catch (InvocationTargetException e) {
            return responseOf(cause(e.getTargetException()));
        }
    }

    private static Response response(Object answer) throws InvocationTargetException {
        return Response.of((Integer) Names.call(answer, "getStatus"), (byte[]) Names.call(answer, "getContent"));
    }

    /** Up to version 9.3 a 401 whose challenge Jetty cannot read is an exception, which holds the answer. */
    private static Response responseOf(Exception failure) throws Exception {
        if (failure.getClass().getSimpleName().equals("HttpResponseException")) {
            return response(Names.call(failure, "getResponse"));
        }
        throw failure;
    }

    private static Object awaited(Object built) throws Exception {
        if (Names.has("CompletableResponseListener")) {
            return Names.call(Names.call(Names.made("CompletableResponseListener", built), "send"), "get");
        }
        Object listener = Names.made("FutureResponseListener", built);
        Names.call(built, "send", listener);
        return Names.call(listener, "get");
    }

    private static Exception cause(Throwable thrown) {
        Throwable cause = thrown instanceof ExecutionException ? thrown.getCause() : thrown;
        return cause instanceof Exception ? (Exception) cause : new IllegalStateException(cause);
    }
}
