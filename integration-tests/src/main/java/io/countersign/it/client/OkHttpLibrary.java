package io.countersign.it.client;

import java.io.IOException;
import okhttp3.OkHttpClient;
import okhttp3.RequestBody;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;

/** OkHttp, as it comes. */
final class OkHttpLibrary implements Client {

    private final OkHttpClient http = new OkHttpClient();

    @Override
    public Response send(Request request) throws IOException {
        okhttp3.Request.Builder built = new okhttp3.Request.Builder().url(request.url());
        request.headers().forEach(built::addHeader);
        built.method(request.method(), body(request));
        try (okhttp3.Response response = http.newCall(built.build()).execute()) {
            ResponseBody body = response.body();
            return Response.of(response.code(), body == null ? null : body.bytes());
        }
    }

    private static @Nullable RequestBody body(Request request) {
        return request.hasBody() ? RequestBody.create(request.body()) : null;
    }
}
