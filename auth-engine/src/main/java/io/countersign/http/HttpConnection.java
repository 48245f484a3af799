package io.countersign.http;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.urlconnection.ProxyConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/**
 * Single requests to an issuer, within bounds: a server that trickles must not hold a log-in for ever. No redirect is
 * followed, since a secret is meant for the address that the configuration names.
 */
public final class HttpConnection {

    private static final int LONGEST = 1 << 20;

    private final Duration timeout;
    private final @Nullable URI proxy;
    private final Clock clock;

    private HttpConnection(Duration timeout, @Nullable URI proxy, Clock clock) {
        this.timeout = timeout;
        this.proxy = proxy;
        this.clock = clock;
    }

    /**
     * A connection that is opened for each request.
     *
     * @param timeout how long one request may take, connecting included
     */
    public static HttpConnection of(Duration timeout, Clock clock) {
        return new HttpConnection(timeout, null, clock);
    }

    /** The same, through an HTTP proxy; null for the JVM's own settings. */
    public HttpConnection withProxy(@Nullable URI address) {
        return new HttpConnection(timeout, address, clock);
    }

    /** Gets a JSON document. */
    public HttpAnswer get(URI address) throws IOException {
        return exchange(request(SdkHttpMethod.GET, address).build(), null);
    }

    /**
     * Posts a form, and expects JSON. The body of a 401 is not read.
     *
     * @param form as {@code application/x-www-form-urlencoded} has it
     * @param authorization the header's value; null for none
     */
    public HttpAnswer post(URI address, String form, @Nullable String authorization) throws IOException {
        byte[] body = form.getBytes(StandardCharsets.US_ASCII);
        // With a length the JDK streams the body, and at a 401 does not try the passwords of the application's own
        // java.net.Authenticator. The price is that such an answer comes without its body.
        SdkHttpRequest.Builder request = request(SdkHttpMethod.POST, address)
                .putHeader("Content-Type", "application/x-www-form-urlencoded")
                .putHeader("Content-Length", Integer.toString(body.length));
        if (authorization != null) {
            request.putHeader("Authorization", authorization);
        }
        return exchange(request.build(), body);
    }

    private static SdkHttpRequest.Builder request(SdkHttpMethod method, URI address) {
        return SdkHttpRequest.builder().method(method).uri(address).putHeader("Accept", "application/json");
    }

    private HttpAnswer exchange(SdkHttpRequest request, byte @Nullable [] body) throws IOException {
        Instant deadline = clock.instant().plus(timeout);
        HttpExecuteRequest.Builder execution = HttpExecuteRequest.builder().request(request);
        if (body != null) {
            execution.contentStreamProvider(() -> new ByteArrayInputStream(body));
        }
        try (SdkHttpClient http = client().build()) {
            HttpExecuteResponse answer = http.prepareRequest(execution.build()).call();
            int status = answer.httpResponse().statusCode();
            AbortableInputStream content = answer.responseBody().orElse(null);
            return new HttpAnswer(status, content == null ? "" : read(content, request.getUri(), deadline));
        }
    }

    private UrlConnectionHttpClient.Builder client() {
        UrlConnectionHttpClient.Builder http =
                UrlConnectionHttpClient.builder().connectionTimeout(timeout).socketTimeout(timeout);
        return proxy == null
                ? http
                : http.proxyConfiguration(
                        ProxyConfiguration.builder().endpoint(proxy).build());
    }

    private String read(InputStream content, URI address, Instant deadline) throws IOException {
        try (InputStream body = content) {
            ByteArrayOutputStream document = new ByteArrayOutputStream();
            byte[] buffer = new byte[8192];
            for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
                document.write(buffer, 0, count);
                if (document.size() > LONGEST) {
                    throw new IOException(address + " gives more than " + LONGEST + " bytes");
                }
                if (clock.instant().isAfter(deadline)) {
                    throw new IOException(address + " takes longer than " + timeout.toMillis() + " ms");
                }
            }
            return new String(document.toByteArray(), StandardCharsets.UTF_8);
        }
    }
}
