package io.countersign.agent.adapter;

import io.countersign.agent.hop.Hops;
import io.countersign.request.HopResponse;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Answers a refusal as Jetty's own authentication does: the answer is read to its end, then the request is sent again as
 * another one of the same conversation, or the answer goes on to whom it would have gone without the agent. What happens
 * in between may wait, in a thread of ours.
 */
final class JettyHttpClientRefusal implements InvocationHandler {

    /** Statuses that Jetty passes on at once must be held while it is found out what they mean. */
    private static final int LONGEST_ANSWER = 2 * 1024 * 1024;

    private static final String AUTHENTICATION = "org.eclipse.jetty.client.WWWAuthenticationProtocolHandler";

    private final Hops hops;
    private final Object client;
    private final Object request;
    private final Object listener;

    /** The attribute by which Jetty knows that it has tried already; null where it would have taken the answer anyway. */
    private final @Nullable String tried;

    private JettyHttpClientRefusal(Hops hops, Object client, Object request, Object listener, @Nullable String tried) {
        this.hops = hops;
        this.client = client;
        this.request = request;
        this.listener = listener;
        this.tried = tried;
    }

    /**
     * Who takes the answer to a request.
     *
     * @param own who would without the agent; null is the application
     */
    static @Nullable Object handler(Hops hops, Object client, Object request, Object response, @Nullable Object own) {
        if (!hops.concern(request, null)) {
            return own;
        }
        Answer answer = new Answer(response);
        if (!hops.isRefused(request, answer)) {
            hops.answered(request, answer);
            return own;
        }
        try {
            Object handler = own == null ? authentication(client) : own;
            String tried = own == null ? attribute(handler) : null;
            Object listener = JettyHttpClientMember.get(handler, "getResponseListener");
            return proxied(handler, new JettyHttpClientRefusal(hops, client, request, listener, tried));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this version's authentication is another", e);
        }
    }

    private static Object authentication(Object client) throws ReflectiveOperationException {
        Class<?> type = null;
        for (Class<?> each : JettyHttpClientMember.withSuperTypes(client.getClass())) {
            type = each.getName().endsWith(".HttpClient") ? each : type;
        }
        return Class.forName(AUTHENTICATION, true, client.getClass().getClassLoader())
                .getConstructor(type, int.class)
                .newInstance(client, LONGEST_ANSWER);
    }

    private static String attribute(Object handler) {
        Object name = JettyHttpClientMember.callIfAny(handler, "getAuthenticationAttribute");
        return name != null ? (String) name : handler.getClass().getSuperclass().getName() + ".authentication";
    }

    /** A protocol handler that gives a listener, both of this version's types. */
    private static Object proxied(Object handler, JettyHttpClientRefusal refusal) {
        Class<?> type = protocolHandler(handler.getClass());
        return proxy(type, (self, method, arguments) -> {
            switch (method.getName()) {
                case "getResponseListener":
                    return proxy(method.getReturnType(), refusal);
                case "accept":
                    return true;
                case "getName":
                    return "countersign";
                default:
                    return invoke(method, handler, arguments);
            }
        });
    }

    private static Class<?> protocolHandler(Class<?> type) {
        for (Class<?> each : JettyHttpClientMember.withSuperTypes(type)) {
            if (each.isInterface() && each.getName().endsWith(".ProtocolHandler")) {
                return each;
            }
        }
        throw new IllegalStateException(type + " is no protocol handler");
    }

    private static Object proxy(Class<?> type, InvocationHandler handler) {
        return Proxy.newProxyInstance(JettyHttpClientRefusal.class.getClassLoader(), new Class<?>[] {type}, handler);
    }

    private static @Nullable Object invoke(Method method, Object target, Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    @Override
    public @Nullable Object invoke(Object self, Method method, Object @Nullable [] arguments) throws Throwable {
        if (method.getName().equals("onComplete") && arguments != null) {
            Object result = arguments[0];
            hops.defer(() -> decide(method, result));
            return null;
        }
        return invoke(method, listener, arguments);
    }

    private void decide(Method onComplete, Object result) {
        Runnable next = () -> passOn(onComplete, result);
        try {
            Object again = again(result);
            if (again != null) {
                next = () -> send(again, onComplete, result);
            }
        } catch (RuntimeException | Error defect) {
            hops.report("JettyHttpClientRefusal", defect);
        } finally {
            JettyHttpClientQueue.run((Executor) JettyHttpClientMember.get(client, "getExecutor"), next);
        }
    }

    private void send(Object again, Method onComplete, Object result) {
        try {
            JettyHttpClientMember.call(again, "send", (Object) null);
        } catch (IllegalStateException e) {
            passOn(onComplete, result);
        }
    }

    private @Nullable Object again(Object result) {
        Answer answer = new Answer(JettyHttpClientMember.get(result, "getResponse"));
        if (JettyHttpClientMember.call(result, "getResponseFailure") != null) {
            return null;
        }
        if (!JettyHttpClientBody.rewind(request)) {
            hops.learn(request, answer);
            return null;
        }
        return hops.resend(request, answer) && !isGivenUp() ? copy() : null;
    }

    /** By the application; the client itself aborts what is left of a request whose answer it will not pass on. */
    private boolean isGivenUp() {
        Object cause = JettyHttpClientMember.call(request, "getAbortCause");
        return cause != null && !cause.getClass().getSimpleName().equals("HttpRequestException");
    }

    /** The client leaves out what belongs to one target only, and that is the same here. */
    private @Nullable Object copy() {
        long left = nanosLeft();
        if (left <= 0) {
            return null;
        }
        URI uri = (URI) JettyHttpClientMember.get(request, "getURI");
        Object copy = JettyHttpClientMember.call(client, "copyRequest", request, uri);
        if (copy == null) {
            return null;
        }
        if (left < Long.MAX_VALUE) {
            JettyHttpClientMember.call(copy, "timeout", left, TimeUnit.NANOSECONDS);
        }
        JettyHttpClientHop sent = new JettyHttpClientHop(request);
        JettyHttpClientHop again = new JettyHttpClientHop(copy);
        for (String name : new String[] {"Authorization", "Proxy-Authorization"}) {
            String value = sent.header(name);
            if (value != null && again.header(name) == null) {
                again.setHeader(name, value);
            }
        }
        JettyHttpClientBody.removeEmpty(copy);
        hops.resentAs(request, copy);
        return copy;
    }

    private long nanosLeft() {
        if ((Long) JettyHttpClientMember.get(request, "getTimeout") <= 0) {
            return Long.MAX_VALUE;
        }
        Object end = JettyHttpClientMember.callIfAny(request, "getTimeoutNanoTime");
        if (end == null) {
            end = JettyHttpClientMember.callIfAny(request, "getTimeoutAt");
        }
        return end == null || (Long) end == Long.MAX_VALUE ? Long.MAX_VALUE : (Long) end - System.nanoTime();
    }

    private void passOn(Method onComplete, Object result) {
        Object conversation = JettyHttpClientMember.get(request, "getConversation");
        boolean marked = tried != null && JettyHttpClientMember.call(conversation, "getAttribute", tried) == null;
        if (marked) {
            JettyHttpClientMember.call(conversation, "setAttribute", tried, true);
        }
        try {
            invoke(onComplete, listener, new Object[] {result});
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        } finally {
            if (marked) {
                JettyHttpClientMember.call(conversation, "removeAttribute", tried);
            }
        }
    }

    /** What Jetty received. */
    private static final class Answer implements HopResponse {

        private final Object response;

        Answer(Object response) {
            this.response = response;
        }

        @Override
        public int status() {
            return (Integer) JettyHttpClientMember.get(response, "getStatus");
        }

        @Override
        public @Nullable String header(String name) {
            return JettyHttpClientHop.first(JettyHttpClientMember.get(response, "getHeaders"), name);
        }
    }
}
