package io.countersign.application.apache4;

import java.net.URI;
import org.apache.http.HttpEntity;
import org.apache.http.client.methods.HttpEntityEnclosingRequestBase;
import org.apache.http.client.methods.HttpRequestBase;
import org.apache.http.client.methods.HttpUriRequest;

/** Requests of any method; before 4.3 there is no builder of them. */
final class NamedRequest {

    private NamedRequest() {}

    static HttpUriRequest empty(String method, String url) {
        HttpRequestBase request = new HttpRequestBase() {
            @Override
            public String getMethod() {
                return method;
            }
        };
        request.setURI(URI.create(url));
        return request;
    }

    static HttpUriRequest of(String method, String url, HttpEntity entity) {
        HttpEntityEnclosingRequestBase request = new HttpEntityEnclosingRequestBase() {
            @Override
            public String getMethod() {
                return method;
            }
        };
        request.setURI(URI.create(url));
        request.setEntity(entity);
        return request;
    }
}
