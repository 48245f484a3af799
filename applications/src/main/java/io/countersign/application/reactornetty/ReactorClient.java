package io.countersign.application.reactornetty;

import io.countersign.application.Body;
import io.countersign.application.Client;
import io.countersign.application.Meanwhile;
import io.countersign.application.Request;
import io.countersign.application.Response;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpMethod;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.LoopResources;

/** Reactor Netty; the application waits for the answer. */
public final class ReactorClient implements Client {

    private static final int PART = 4;

    private final HttpClient http;
    private final boolean streams;

    static {
        // Native transports connect to fewer spellings of this machine than the JDK does.
        System.setProperty("reactor.netty.native", "false");
    }

    private ReactorClient(HttpClient http, boolean streams) {
        this.http = http.followRedirect(true);
        this.streams = streams;
    }

    /** As its manual shows, with bodies in one piece. */
    public static Client standard() {
        return new ReactorClient(HttpClient.create(), false);
    }

    /** With bodies in several pieces, of a length that is not known before. */
    public static Client streaming() {
        return new ReactorClient(HttpClient.create(), true);
    }

    /** With one thread for all connections, and two requests at a time. */
    public static Client oneLoop() {
        return new Meanwhile(
                new ReactorClient(HttpClient.create().runOn(LoopResources.create("loop", 1, true)), false));
    }

    /** HTTP/2 without TLS, which both sides know of. */
    public static Client http2() {
        return new ReactorClient(HttpClient.create().protocol(HttpProtocol.H2C), false);
    }

    @Override
    public Response send(Request request) throws Exception {
        HttpClient.RequestSender sender = http.headers(
                        headers -> request.headers().forEach(headers::set))
                .request(HttpMethod.valueOf(request.method()))
                .uri(request.url());
        HttpClient.ResponseReceiver<?> receiver =
                request.body().isPresent() ? sender.send(body(request.body())) : sender;
        Mono<Response> answer = receiver.responseSingle((head, content) -> content.asByteArray()
                .defaultIfEmpty(new byte[0])
                .map(bytes -> Response.of(head.status().code(), bytes)));
        try {
            return answer.toFuture().get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception ? (Exception) e.getCause() : e;
        }
    }

    private Publisher<ByteBuf> body(Body body) {
        byte[] bytes = body.bytes();
        if (!streams) {
            return Mono.fromSupplier(() -> Unpooled.wrappedBuffer(bytes));
        }
        return Flux.range(0, (bytes.length + PART - 1) / PART)
                .map(i -> Unpooled.wrappedBuffer(
                        Arrays.copyOfRange(bytes, i * PART, Math.min(bytes.length, (i + 1) * PART))));
    }
}
