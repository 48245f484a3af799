package io.countersign.application.okhttp;

import io.countersign.application.Body;
import io.countersign.application.Client;
import io.countersign.application.Request;
import io.countersign.application.Response;
import io.countersign.application.Settings;
import java.io.IOException;
import java.net.PasswordAuthentication;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Credentials;
import okhttp3.MediaType;
import okhttp3.MultipartBody;
import okhttp3.OkHttpClient;
import okhttp3.RequestBody;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;

/** OkHttp 3 and later, as it comes. */
public final class OkHttpLibrary implements Client {

    static final @Nullable MediaType BINARY = MediaType.parse("application/octet-stream");

    private final OkHttpClient http;
    private final OkHttpClient compressing;
    private final Sending sending;

    /** One of the two ways to have a call made. */
    interface Sending {
        okhttp3.Response send(Call call) throws IOException;
    }

    OkHttpLibrary(OkHttpClient http, Sending sending) {
        this.http = http;
        this.compressing =
                http.newBuilder().addInterceptor(new GzipInterceptor()).build();
        this.sending = sending;
    }

    /** By {@code execute}. */
    public static Client blocking() {
        return new OkHttpLibrary(client(), Call::execute);
    }

    /** By {@code enqueue}. */
    public static Client enqueued() {
        return new OkHttpLibrary(client(), EnqueuedCall::answer);
    }

    @Override
    public Response send(Request request) throws IOException {
        okhttp3.Request.Builder built = new okhttp3.Request.Builder().url(request.url());
        request.headers().forEach(built::addHeader);
        if (request.body().kind() == Body.Kind.EXPECT) {
            built.addHeader("Expect", "100-continue");
        }
        built.method(request.method(), body(request.body()));
        OkHttpClient client = request.body().kind() == Body.Kind.GZIP ? compressing : http;
        if (request.timeout() > 0) {
            client = client.newBuilder()
                    .readTimeout(request.timeout(), TimeUnit.MILLISECONDS)
                    .build();
        }
        Call call = client.newCall(built.build());
        request.cancelled().by(call::cancel);
        okhttp3.Response response = sending.send(call);
        try (ResponseBody body = response.body()) {
            return Response.of(response.code(), body == null ? null : body.bytes());
        }
    }

    private static OkHttpClient client() {
        OkHttpClient.Builder builder = new OkHttpClient.Builder();
        PasswordAuthentication login = Settings.proxyLogin();
        if (login != null) {
            String basic = Credentials.basic(login.getUserName(), new String(login.getPassword()));
            builder.proxyAuthenticator((route, response) -> response.request()
                    .newBuilder()
                    .header("Proxy-Authorization", basic)
                    .build());
        }
        return builder.build();
    }

    private static @Nullable RequestBody body(Body body) {
        switch (body.kind()) {
            case BYTES:
                return body.isPresent() ? RequestBody.create(null, body.bytes()) : null;
            case EXPECT:
                return RequestBody.create(null, body.bytes());
            case VARYING:
                return new WrittenBody(body, false);
            case MULTIPART:
                return new MultipartBody.Builder()
                        .setType(MultipartBody.FORM)
                        .addFormDataPart("file", "file", new WrittenBody(body, true))
                        .build();
            default:
                return new WrittenBody(body, true);
        }
    }
}
