package io.countersign.cognito;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

/** Gets a user pool's public keys, within bounds: a server that trickles must not hold a log-in for ever. */
final class KeySetDownload {

    private static final int LONGEST = 1 << 20;
    private static final int OK = 200;

    private final URI address;
    private final Duration timeout;
    private final Clock clock;

    KeySetDownload(URI address, Duration timeout, Clock clock) {
        this.address = address;
        this.timeout = timeout;
        this.clock = clock;
    }

    /** The document as it came. */
    String from(SdkHttpClient http) throws IOException {
        Instant deadline = clock.instant().plus(timeout);
        SdkHttpRequest request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.GET)
                .uri(address)
                .putHeader("Accept", "application/json")
                .build();
        HttpExecuteResponse answer = http.prepareRequest(
                        HttpExecuteRequest.builder().request(request).build())
                .call();
        int status = answer.httpResponse().statusCode();
        if (status != OK || !answer.responseBody().isPresent()) {
            throw new IOException(address + " answers with HTTP status " + status);
        }
        try (InputStream body = answer.responseBody().get()) {
            return read(body, deadline);
        }
    }

    private String read(InputStream body, Instant deadline) throws IOException {
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
