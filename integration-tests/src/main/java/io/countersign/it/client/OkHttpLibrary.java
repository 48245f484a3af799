package io.countersign.it.client;

import java.io.IOException;
import okhttp3.MultipartBody;
import okhttp3.OkHttpClient;
import okhttp3.RequestBody;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;

/** OkHttp, as it comes. */
final class OkHttpLibrary implements Client {

    private final OkHttpClient http = new OkHttpClient();
    private final OkHttpClient compressing =
            http.newBuilder().addInterceptor(new OkHttpGzip()).build();

    @Override
    public Response send(Request request) throws IOException {
        okhttp3.Request.Builder built = new okhttp3.Request.Builder().url(request.url());
        request.headers().forEach(built::addHeader);
        if (request.body().kind() == Body.Kind.EXPECT) {
            built.addHeader("Expect", "100-continue");
        }
        built.method(request.method(), body(request.body()));
        OkHttpClient client = request.body().kind() == Body.Kind.GZIP ? compressing : http;
        try (okhttp3.Response response = client.newCall(built.build()).execute()) {
            ResponseBody body = response.body();
            return Response.of(response.code(), body == null ? null : body.bytes());
        }
    }

    private static @Nullable RequestBody body(Body body) {
        return switch (body.kind()) {
            case BYTES -> body.isPresent() ? RequestBody.create(body.bytes()) : null;
            case EXPECT -> RequestBody.create(body.bytes());
            case SIZED, STREAM, LARGE, NESTING, BROKEN, GZIP -> new OkHttpBody(body, true);
            case VARYING -> new OkHttpBody(body, false);
            case MULTIPART ->
                new MultipartBody.Builder()
                        .setType(MultipartBody.FORM)
                        .addFormDataPart("file", "file", new OkHttpBody(body, true))
                        .build();
        };
    }
}
