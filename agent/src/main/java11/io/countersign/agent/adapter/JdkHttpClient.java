package io.countersign.agent.adapter;

import io.countersign.agent.hop.Adapter;
import io.countersign.agent.hop.Call;
import io.countersign.agent.hop.Hops;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code java.net.http}, Java 11 and later: every hop, synchronous or not, passes the filters of one exchange. What is
 * set there are system headers, which the JDK does not carry over a redirect.
 */
public final class JdkHttpClient implements Adapter {

    private static final Class<?> RESPONSE = Member.type("jdk.internal.net.http.Response");
    private static final Method REQUEST = Member.method(RESPONSE, "request");
    private static final Method STATUS = Member.method(RESPONSE, "statusCode");
    private static final Method AGAIN =
            Member.method(JdkHttpClientHop.REQUEST, "newInstanceForAuthentication", JdkHttpClientHop.REQUEST);

    private final Hops hops;

    /** Made by reflection. */
    public JdkHttpClient(Hops hops) {
        this.hops = hops;
    }

    @Override
    public @Nullable Object at(String point, Call call) throws Exception {
        switch (point) {
            case "hop":
                authorize(call.argument(HttpRequest.class));
                return null;
            case "response":
                return call.result() != null ? call.result() : again(call.arguments()[0]);
            case "userHeaders":
                return withoutChanged(call.self(), call.result());
            case "body":
                return repeatable(call.result());
            default:
                throw new IllegalArgumentException(point);
        }
    }

    private void authorize(HttpRequest request) throws IOException {
        if (hops.concern(request, request.uri().getHost()) && !request.method().equals("CONNECT")) {
            JdkHttpClientHop hop = new JdkHttpClientHop(request);
            try {
                hops.authorize(hop);
            } catch (IOException refused) {
                hop.abandonBody();
                throw refused;
            }
        }
    }

    /** The JDK's own way to answer a challenge: the same request as a new object. */
    private @Nullable Object again(Object response) {
        Object request = Member.call(REQUEST, response);
        Object status = Member.call(STATUS, response);
        if (request == null || status == null || !hops.resend(request, (Integer) status)) {
            return null;
        }
        Object copy = Member.call(AGAIN, null, request);
        if (copy != null) {
            hops.resentAs(request, copy);
        }
        return copy;
    }

    /** What the application set would win over system headers of the same name. */
    private @Nullable Object withoutChanged(Object request, @Nullable Object headers) {
        Set<String> changed = hops.changedHeaders(request);
        if (changed.isEmpty() || headers == null) {
            return headers;
        }
        return HttpHeaders.of(((HttpHeaders) headers).map(), (name, value) -> !changed.contains(name));
    }

    /** Any request may be redirected to a host whose rule signs the body. */
    private @Nullable Object repeatable(@Nullable Object publisher) {
        return publisher == null || !hops.signBodies() ? publisher : new RepeatablePublisher((BodyPublisher) publisher);
    }
}
