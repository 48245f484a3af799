package io.countersign.agent.weave.vendor;

import java.util.Collections;
import java.util.function.Function;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.internal.http.RealInterceptorChain;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/** Answers null with a call of the last step of a chain, as the woven code hands it over, and a request with its text. */
public final class OkHttpCall implements Function<@Nullable Object, Object> {

    /** Made by reflection. */
    public OkHttpCall() {}

    @Override
    public Object apply(@Nullable Object sent) {
        if (sent != null) {
            return text((Request) sent);
        }
        Request request = new Request.Builder()
                .url("http://covered/")
                .post(RequestBody.create(null, "body"))
                .build();
        Object chain = new RealInterceptorChain(
                Collections.singletonList(next -> next.proceed(request)), null, null, 0, request, null, 0, 0, 0);
        return new Object[] {RealInterceptorChain.class, chain, new Object[] {request, null, null}, null};
    }

    private static String text(Request request) {
        try {
            Buffer body = new Buffer();
            request.body().writeTo(body);
            return request.header("Authorization") + " " + body.readUtf8();
        } catch (java.io.IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
