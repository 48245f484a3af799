package io.countersign.application.okhttp;

import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;
import okio.GzipSink;
import okio.Okio;
import org.jspecify.annotations.Nullable;

/** Compresses the bodies of requests, as applications do it with OkHttp. */
final class GzipInterceptor implements Interceptor {

    @Override
    public Response intercept(Chain chain) throws IOException {
        Request request = chain.request();
        RequestBody body = request.body();
        if (body == null) {
            return chain.proceed(request);
        }
        return chain.proceed(request.newBuilder()
                .header("Content-Encoding", "gzip")
                .method(request.method(), new Compressed(body))
                .build());
    }

    /** Of unknown length, and silent about whether it can be written twice. */
    private static final class Compressed extends RequestBody {

        private final RequestBody body;

        Compressed(RequestBody body) {
            this.body = body;
        }

        @Override
        public @Nullable MediaType contentType() {
            return body.contentType();
        }

        @Override
        public void writeTo(BufferedSink sink) throws IOException {
            try (BufferedSink gzip = Okio.buffer(new GzipSink(sink))) {
                body.writeTo(gzip);
            }
        }
    }
}
