package io.countersign.agent.adapter;

import io.countersign.request.RequestTarget;
import java.lang.reflect.Method;
import java.net.URL;
import okhttp3.HttpUrl;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/** Where a request of OkHttp goes: a {@link URL} in OkHttp 2, a type of the library's own from OkHttp 3 on. */
final class OkHttpAddress {

    private static final Object[] NOTHING = {};
    private static final @Nullable Method URL_OF_2 = urlOf2();

    private OkHttpAddress() {}

    static String host(Request request) {
        return URL_OF_2 == null ? request.url().host() : url(URL_OF_2, request).getHost();
    }

    static RequestTarget target(Request request) {
        if (URL_OF_2 != null) {
            URL url = url(URL_OF_2, request);
            return RequestTarget.of(url.getProtocol(), url.getHost(), url.getPort(), url.getFile());
        }
        HttpUrl url = request.url();
        String query = url.encodedQuery();
        String path = query == null ? url.encodedPath() : url.encodedPath() + '?' + query;
        return RequestTarget.of(url.scheme(), url.host(), url.port(), path);
    }

    /** The same request with another query, or none; version 2 opens no web sockets of AppSync. */
    static Request withQuery(Request request, @Nullable String query) {
        if (URL_OF_2 != null) {
            throw new UnsupportedOperationException("OkHttp 2");
        }
        return request.newBuilder()
                .url(request.url().newBuilder().encodedQuery(query).build())
                .build();
    }

    private static URL url(Method method, Request request) {
        URL url = (URL) Member.call(method, request, NOTHING);
        if (url == null) {
            throw new IllegalStateException("the request has no URL");
        }
        return url;
    }

    private static @Nullable Method urlOf2() {
        Method method = Member.method(Request.class, "url");
        return method.getReturnType() == URL.class ? method : null;
    }
}
