package io.countersign.application.okhttp2;

import com.squareup.okhttp.Call;
import com.squareup.okhttp.Callback;
import com.squareup.okhttp.MediaType;
import com.squareup.okhttp.MultipartBuilder;
import com.squareup.okhttp.OkHttpClient;
import com.squareup.okhttp.RequestBody;
import com.squareup.okhttp.ResponseBody;
import io.countersign.application.Body;
import io.countersign.application.Client;
import io.countersign.application.Request;
import io.countersign.application.Response;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import okio.BufferedSink;
import okio.GzipSink;
import okio.Okio;
import org.jspecify.annotations.Nullable;

/** OkHttp 2, as it comes. */
public final class OkHttp2Library implements Client {

    private static final int PATIENCE_SECONDS = 60;

    private final OkHttpClient http = new OkHttpClient();
    private final boolean enqueued;

    private OkHttp2Library(boolean enqueued) {
        this.enqueued = enqueued;
    }

    /** By {@code execute}. */
    public static Client blocking() {
        return new OkHttp2Library(false);
    }

    /** By {@code enqueue}. */
    public static Client enqueued() {
        return new OkHttp2Library(true);
    }

    @Override
    public Response send(Request request) throws IOException {
        com.squareup.okhttp.Request.Builder built = new com.squareup.okhttp.Request.Builder().url(request.url());
        request.headers().forEach(built::addHeader);
        if (request.body().kind() == Body.Kind.EXPECT) {
            built.addHeader("Expect", "100-continue");
        }
        if (request.body().kind() == Body.Kind.GZIP) {
            built.addHeader("Content-Encoding", "gzip");
        }
        Call call = http.newCall(
                built.method(request.method(), body(request.body())).build());
        com.squareup.okhttp.Response response = enqueued ? Enqueued.answer(call) : call.execute();
        try (ResponseBody body = response.body()) {
            return Response.of(response.code(), body.bytes());
        }
    }

    private static @Nullable RequestBody body(Body body) {
        switch (body.kind()) {
            case BYTES:
                return body.isPresent() ? RequestBody.create(null, body.bytes()) : null;
            case EXPECT:
                return RequestBody.create(null, body.bytes());
            case MULTIPART:
                return new MultipartBuilder()
                        .type(MultipartBuilder.FORM)
                        .addFormDataPart("file", "file", new Written(body))
                        .build();
            default:
                return new Written(body);
        }
    }

    /** A body that an application wrote itself. */
    private static final class Written extends RequestBody {

        private final Body body;

        Written(Body body) {
            this.body = body;
        }

        @Override
        public @Nullable MediaType contentType() {
            return MediaType.parse("application/octet-stream");
        }

        @Override
        public long contentLength() {
            return body.length();
        }

        @Override
        public void writeTo(BufferedSink sink) throws IOException {
            if (body.kind() != Body.Kind.GZIP) {
                body.writeTo(sink.outputStream());
                return;
            }
            try (BufferedSink gzip = Okio.buffer(new GzipSink(sink))) {
                body.writeTo(gzip.outputStream());
            }
        }
    }

    /** Waits for a call that runs on a thread of the library. */
    private static final class Enqueued implements Callback {

        private final CompletableFuture<com.squareup.okhttp.Response> answer = new CompletableFuture<>();

        static com.squareup.okhttp.Response answer(Call call) throws IOException {
            Enqueued waiting = new Enqueued();
            call.enqueue(waiting);
            try {
                return waiting.answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            } catch (ExecutionException e) {
                if (e.getCause() instanceof IOException) {
                    throw (IOException) e.getCause();
                }
                throw new IllegalStateException(e);
            } catch (InterruptedException | TimeoutException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void onFailure(com.squareup.okhttp.Request request, IOException failure) {
            answer.completeExceptionally(failure);
        }

        @Override
        public void onResponse(com.squareup.okhttp.Response response) {
            answer.complete(response);
        }
    }
}
