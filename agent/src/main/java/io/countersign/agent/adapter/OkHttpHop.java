package io.countersign.agent.adapter;

import io.countersign.agent.hop.BodyNeed;
import io.countersign.agent.hop.Hops;
import io.countersign.agent.hop.LibraryRequest;
import io.countersign.agent.hop.SentBody;
import io.countersign.request.BodyNotReadableException;
import io.countersign.request.RequestTarget;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import okhttp3.Headers;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;
import okio.Okio;
import org.jspecify.annotations.Nullable;

/** An OkHttp request is immutable: each change makes the one that will be sent. */
final class OkHttpHop implements LibraryRequest {

    private final Hops hops;
    private final boolean writtenByOthers;
    private Request request;

    private OkHttpHop(Request request, Hops hops, boolean writtenByOthers) {
        this.request = request;
        this.hops = hops;
        this.writtenByOthers = writtenByOthers;
    }

    /** A hop whose body is what the request says. */
    static OkHttpHop of(Request request, Hops hops) {
        return new OkHttpHop(request, hops, false);
    }

    /** A hop whose body, if it has one, comes from elsewhere after its head was sent. */
    static OkHttpHop withoutBody(Request request, Hops hops) {
        return new OkHttpHop(request, hops, true);
    }

    /** What is to be sent instead. */
    Request authorized() throws IOException {
        keepBody();
        hops.authorize(this);
        return request;
    }

    /** An answer that names what the application sent. */
    static Response shown(Response response, Hops hops) {
        OkHttpHop sent = of(response.request(), hops);
        hops.hide(sent);
        return sent.request == response.request()
                ? response
                : response.newBuilder().request(sent.request).build();
    }

    @Override
    public Request identity() {
        return request;
    }

    @Override
    public String method() {
        return request.method();
    }

    @Override
    public RequestTarget target() {
        return OkHttpAddress.target(request);
    }

    @Override
    public @Nullable String header(String name) {
        return request.header(name);
    }

    @Override
    public Map<String, List<String>> headers() {
        Headers headers = request.headers();
        Map<String, List<String>> all = new LinkedHashMap<>();
        for (String name : headers.names()) {
            all.put(name, headers.values(name));
        }
        return all;
    }

    @Override
    public void setHeader(String name, String value) {
        request = request.newBuilder().header(name, value).build();
    }

    @Override
    public void removeHeader(String name) {
        request = request.newBuilder().removeHeader(name).build();
    }

    @Override
    public void setQuery(@Nullable String query) {
        request = OkHttpAddress.withQuery(request, query);
    }

    @Override
    public byte[] body(long limit) throws IOException {
        RequestBody body = request.body();
        if (body == null) {
            return new byte[0];
        }
        if (OkHttpBodyTraits.isDuplex(body)) {
            throw new BodyNotReadableException("it is written while the answer is read");
        }
        if (writtenByOthers) {
            throw new BodyNotReadableException("it is written after the head of the request was sent");
        }
        BoundedBuffer.check(body.contentLength(), limit);
        byte[] bytes = bytes(body, limit);
        replaceBody(OkHttpReadBody.repeatable(body, sink -> sink.write(bytes)));
        return bytes;
    }

    /** One that would be sent even if it is too long must not be lost by the attempt to read it. */
    private byte[] bytes(RequestBody body, long limit) throws IOException {
        BodyWriter writer = out -> {
            try (BufferedSink sink = Okio.buffer(Okio.sink(out))) {
                body.writeTo(sink);
            }
        };
        if (body.contentLength() >= 0 || !hops.bodyNeed(target(), method()).isPassedOn()) {
            return BoundedBuffer.read(writer, limit);
        }
        RelayedBody relayed = RelayedBody.of(writer, limit);
        try {
            return relayed.bytes();
        } catch (BodyNotReadableException e) {
            replaceBody(OkHttpReadBody.once(body, sink -> relayed.sendTo(sink.outputStream())));
            throw e;
        }
    }

    /** A refused hop is sent again; its body may be gone by then. */
    private void keepBody() throws IOException {
        RequestBody body = request.body();
        if (body == null
                || writtenByOthers
                || body instanceof SentBody
                || OkHttpBodyTraits.isDuplex(body)
                || OkHttpBodyTraits.isRepeatable(body)) {
            return;
        }
        BodyNeed need = hops.bodyNeed(target(), method());
        if (need != BodyNeed.NONE && !need.isSigned() && body.contentLength() <= need.limit()) {
            replaceBody(new OkHttpKeptBody(body, need.limit()));
        }
    }

    private void replaceBody(RequestBody body) {
        request = request.newBuilder().method(request.method(), body).build();
    }
}
