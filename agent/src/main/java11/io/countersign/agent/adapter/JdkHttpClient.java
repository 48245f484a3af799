package io.countersign.agent.adapter;

import io.countersign.agent.hop.Adapter;
import io.countersign.agent.hop.Call;
import io.countersign.agent.hop.Hops;
import io.countersign.request.HopResponse;
import io.countersign.request.RequestTarget;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    private static final Method HEADERS = Member.method(RESPONSE, "headers");
    private static final Method AGAIN =
            Member.method(JdkHttpClientHop.REQUEST, "newInstanceForAuthentication", JdkHttpClientHop.REQUEST);

    /** In every signature of AWS's, and in nothing else that is set. */
    private static final String SIGNED = "X-Amz-Date";

    private static final String AUTHORITY = ":authority";
    private static final String HOST = "Host";

    private final Hops hops;
    private volatile @Nullable Field exchanged;

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
                return call.result() == null
                        ? null
                        : repeatable((BodyPublisher) call.result(), (HttpRequest) call.arguments()[0]);
            case "authority":
                return asSigned(exchanged(call), (HttpHeaders) call.result());
            case "query":
                return withQuery((String) call.result(), exchanged(call));
            default:
                throw new IllegalArgumentException(point);
        }
    }

    private void authorize(HttpRequest request) throws IOException {
        if (hops.concern(request, request.uri().getHost()) && !request.method().equals("CONNECT")) {
            JdkHttpClientHop hop = new JdkHttpClientHop(request);
            hop.keepBody(hops);
            try {
                hops.authorize(hop);
            } catch (IOException refused) {
                hop.abandonBody();
                throw refused;
            }
        }
    }

    /**
     * The JDK's own way to answer a challenge: the same request as a new object. It would subscribe to the body again,
     * whoever publishes it. Refused credentials are given up also where that cannot be.
     */
    private @Nullable Object again(Object response) {
        HttpRequest request = (HttpRequest) Member.call(REQUEST, response);
        if (request == null
                || !hops.concern(request, null)
                || !hops.resend(request, new Answer(response))
                || !JdkHttpClientHop.isRepeatable(request)) {
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
        HttpHeaders kept = HttpHeaders.of(((HttpHeaders) headers).map(), (name, value) -> !changed.contains(name));
        String host = hops.setHeader(request, HOST);
        return host == null ? kept : withHost(kept, host);
    }

    /** Only a Host among these is stronger than the one that the JDK takes from the URL. */
    private static HttpHeaders withHost(HttpHeaders headers, String host) {
        Map<String, List<String>> all = new HashMap<>(headers.map());
        all.put(HOST, List.of(host));
        return HttpHeaders.of(all, (name, value) -> true);
    }

    /** Of the request line, which holds the path only where a web socket is opened. */
    private @Nullable String withQuery(@Nullable String target, @Nullable HttpRequest request) {
        String query = target == null || request == null ? null : hops.setQuery(request);
        if (target == null || query == null) {
            return target;
        }
        int mark = target.indexOf('?');
        return (mark < 0 ? target : target.substring(0, mark)) + '?' + query;
    }

    /**
     * HTTP/2 and HTTP/3 spell the authority as the URL does, with a port that could be left out and without a Host that the
     * application set. Which version a request will go by is not known yet when it is signed, so these follow HTTP/1.1.
     */
    private @Nullable Object asSigned(@Nullable HttpRequest request, @Nullable HttpHeaders pseudoHeaders) {
        if (request == null
                || pseudoHeaders == null
                || !hops.changedHeaders(request).contains(SIGNED)) {
            return pseudoHeaders;
        }
        Map<String, List<String>> headers = new HashMap<>(pseudoHeaders.map());
        String host = request.headers()
                .firstValue(HOST)
                .orElseGet(() -> RequestTarget.of(request.uri()).authority());
        headers.put(AUTHORITY, List.of(host));
        return HttpHeaders.of(headers, (name, value) -> true);
    }

    private @Nullable HttpRequest exchanged(Call call) {
        Field field = exchanged;
        if (field == null) {
            field = Member.field(call.owner(), "request");
            exchanged = field;
        }
        return (HttpRequest) Member.get(field, call.self());
    }

    /** Any request may be redirected to a host whose rule signs the body; one to a covered host may be refused there. */
    private Object repeatable(BodyPublisher publisher, HttpRequest request) {
        return hops.signBodies()
                        || (!RepeatablePublisher.isRepeatable(publisher)
                                && hops.concern(request, request.uri().getHost()))
                ? new RepeatablePublisher(publisher)
                : publisher;
    }

    /** What the exchange received. */
    private static final class Answer implements HopResponse {

        private final Object response;

        Answer(Object response) {
            this.response = response;
        }

        @Override
        public int status() {
            Object status = Member.call(STATUS, response);
            return status == null ? 0 : (Integer) status;
        }

        @Override
        public @Nullable String header(String name) {
            HttpHeaders headers = (HttpHeaders) Member.call(HEADERS, response);
            return headers == null ? null : headers.firstValue(name).orElse(null);
        }
    }
}
