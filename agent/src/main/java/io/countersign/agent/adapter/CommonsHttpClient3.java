package io.countersign.agent.adapter;

import io.countersign.agent.hop.Adapter;
import io.countersign.agent.hop.Call;
import io.countersign.agent.hop.Hops;
import io.countersign.request.HopResponse;
import java.io.IOException;
import java.lang.reflect.Method;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Objects;
import java.util.Set;
import org.apache.commons.httpclient.Header;
import org.apache.commons.httpclient.HeaderGroup;
import org.apache.commons.httpclient.HostConfiguration;
import org.apache.commons.httpclient.HttpMethod;
import org.apache.commons.httpclient.HttpMethodBase;
import org.apache.commons.httpclient.methods.EntityEnclosingMethod;
import org.apache.commons.httpclient.methods.RequestEntity;
import org.jspecify.annotations.Nullable;

/** Commons HttpClient 3.0 and 3.1: the application's own method object goes through all hops. */
public final class CommonsHttpClient3 implements Adapter {

    private final Hops hops;
    private final Method responseHeaders;
    private volatile @Nullable Method hostConfiguration;

    /** What is sent again: the library asks twice, one question right after the other. */
    private final Set<Object> again = Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));

    /** Made by reflection. */
    public CommonsHttpClient3(Hops hops) {
        this.hops = hops;
        this.hostConfiguration =
                Member.method(Member.type("org.apache.commons.httpclient.HttpMethodDirector"), "getHostConfiguration");
        this.responseHeaders = Member.method(HttpMethodBase.class, "getResponseHeaderGroup");
    }

    @Override
    public @Nullable Object at(String point, Call call) throws Exception {
        HttpMethod method = call.argument(HttpMethod.class);
        switch (point) {
            case "hop":
                authorize(method, hostOf(call));
                return null;
            case "response":
                return isAgain(method) || Boolean.TRUE.equals(call.result());
            default:
                return again.remove(method) || Boolean.TRUE.equals(call.result());
        }
    }

    private HostConfiguration hostOf(Call call) {
        Method known = hostConfiguration;
        if (known == null) {
            known = Member.method(call.owner(), "getHostConfiguration");
            hostConfiguration = known;
        }
        return (HostConfiguration) Objects.requireNonNull(Member.call(known, call.self()));
    }

    /** A CONNECT belongs to the proxy: nothing of ours goes there. */
    private void authorize(HttpMethod method, HostConfiguration host) throws IOException {
        if (hops.concern(method, host.getHost()) && !method.getName().equalsIgnoreCase("CONNECT")) {
            hops.authorize(new CommonsHttpClient3Hop(method, host, hops));
        }
    }

    private boolean isAgain(HttpMethod method) {
        if (!isRepeatable(method) || !hops.resend(method, new Answer(method))) {
            return false;
        }
        forgetChallenge(method);
        again.add(method);
        return true;
    }

    /** Else the library would warn that it cannot respond to it; this response is about to be dropped. */
    private void forgetChallenge(HttpMethod method) {
        if (method instanceof HttpMethodBase) {
            HeaderGroup headers = (HeaderGroup) Objects.requireNonNull(Member.call(responseHeaders, method));
            for (Header challenge : headers.getHeaders("WWW-Authenticate")) {
                headers.removeHeader(challenge);
            }
        }
    }

    private static boolean isRepeatable(HttpMethod method) {
        if (!(method instanceof EntityEnclosingMethod)) {
            return true;
        }
        RequestEntity entity = ((EntityEnclosingMethod) method).getRequestEntity();
        return entity == null || entity.isRepeatable();
    }

    /** What the method object received last. */
    private static final class Answer implements HopResponse {

        private final HttpMethod method;

        Answer(HttpMethod method) {
            this.method = method;
        }

        @Override
        public int status() {
            return method.getStatusCode();
        }

        @Override
        public @Nullable String header(String name) {
            Header header = method.getResponseHeader(name);
            return header == null ? null : header.getValue();
        }
    }
}
