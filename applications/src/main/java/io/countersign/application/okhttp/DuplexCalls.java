package io.countersign.application.okhttp;

import io.countersign.application.Body;
import io.countersign.application.Client;
import io.countersign.application.Request;
import io.countersign.application.Response;
import java.io.IOException;
import java.util.Collections;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.RequestBody;
import okhttp3.ResponseBody;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/** OkHttp from 3.13 on, with bodies that may be written while the answer is read. */
public final class DuplexCalls implements Client {

    private final OkHttpClient http;

    private DuplexCalls(Protocol protocol) {
        http = new OkHttpClient.Builder()
                .protocols(Collections.singletonList(protocol))
                .build();
    }

    /** Over HTTP/2 without TLS. */
    public static Client http2() {
        return new DuplexCalls(Protocol.H2_PRIOR_KNOWLEDGE);
    }

    /** Over HTTP/1.1, which has no such bodies. */
    public static Client http1() {
        return new DuplexCalls(Protocol.HTTP_1_1);
    }

    @Override
    public Response send(Request request) throws IOException {
        RequestBody body = request.body().isPresent() ? new Duplex(request.body()) : null;
        okhttp3.Request built = new okhttp3.Request.Builder()
                .url(request.url())
                .method(request.method(), body)
                .build();
        try (okhttp3.Response response = http.newCall(built).execute();
                ResponseBody answer = response.body()) {
            return Response.of(response.code(), answer == null ? null : answer.bytes());
        }
    }

    /** Written at once, but the library does not know that. */
    private static final class Duplex extends RequestBody {

        private final Body body;

        Duplex(Body body) {
            this.body = body;
        }

        @Override
        public @Nullable MediaType contentType() {
            return OkHttpLibrary.BINARY;
        }

        @Override
        public boolean isDuplex() {
            return true;
        }

        @Override
        public void writeTo(BufferedSink sink) throws IOException {
            body.writeTo(sink.outputStream());
            sink.close();
        }
    }
}
