package io.countersign.agent.adapter;

import io.countersign.agent.hop.Hops;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

/** What a channel sees of an exchange, whatever library is above it; all that may wait is done when the test says so. */
@SuppressWarnings("FutureReturnValueIgnored") // what is not looked at is not what the test is about
final class NettyExchangeTest {

    private final DeferringGate gate = new DeferringGate();
    private final List<String> told = new ArrayList<>();
    private final EmbeddedChannel channel = new EmbeddedChannel();

    @AfterEach
    void closeChannel() {
        channel.finishAndReleaseAll();
    }

    @Test
    void aRequestWaitsForItsCredentialsAndTheThreadDoesNot() {
        add(NettyReplay.SAME_CONNECTION);
        HttpRequest request = get();
        ChannelFuture sent = channel.writeOneOutbound(request);
        channel.flushOutbound();

        assertThat(channel.<Object>readOutbound()).isNull();
        assertThat(sent.isDone()).isFalse();

        doDeferred();
        assertThat(((HttpRequest) channel.readOutbound()).headers().get("Authorization"))
                .isEqualTo("token 1");
        assertThat(sent.isSuccess()).isTrue();
        assertThat(request.headers().contains("Authorization")).isFalse();
    }

    @Test
    void whereCredentialsAreAtHandTheRequestGoesOutAtOnce() {
        gate.ready = true;
        add(NettyReplay.SAME_CONNECTION);
        channel.writeOutbound(get());

        assertThat(tokenOfNext()).isEqualTo("token 1");
        assertThat(gate.deferred).isEmpty();
    }

    @Test
    void aRefusedRequestIsSentAgainBehindItsRefusalWhichNobodySees() {
        gate.ready = true;
        add(NettyReplay.SAME_CONNECTION);
        channel.writeOutbound(post("body"));
        assertThat(tokenOfNext()).isEqualTo("token 1");

        channel.writeInbound(answer(HttpResponseStatus.UNAUTHORIZED));
        doDeferred();
        FullHttpRequest again = requireNonNull(channel.readOutbound());
        assertThat(again.headers().get("Authorization")).isEqualTo("token 2");
        assertThat(again.content().toString(StandardCharsets.UTF_8)).isEqualTo("body");
        assertThat(channel.<Object>readInbound()).isNull();

        channel.writeInbound(answer(HttpResponseStatus.OK));
        assertThat(((HttpResponse) channel.readInbound()).status()).isEqualTo(HttpResponseStatus.OK);
        assertThat(channel.pipeline().get(NettyExchange.class)).isNull();
    }

    @Test
    void aSecondRefusalIsTheApplications() {
        gate.ready = true;
        add(NettyReplay.SAME_CONNECTION);
        channel.writeOutbound(post("body"));
        channel.writeInbound(answer(HttpResponseStatus.UNAUTHORIZED));
        doDeferred();
        channel.writeInbound(answer(HttpResponseStatus.UNAUTHORIZED));

        assertThat(((HttpResponse) channel.readInbound()).status()).isEqualTo(HttpResponseStatus.UNAUTHORIZED);
        assertThat(gate.renewals).isEqualTo(1);
    }

    @Test
    void theApplicationSeesTheRefusalIfTheConnectionEndsBeforeAnotherAnswer() {
        gate.ready = true;
        add(NettyReplay.SAME_CONNECTION);
        channel.writeOutbound(get());
        channel.writeInbound(answer(HttpResponseStatus.UNAUTHORIZED));
        doDeferred();
        channel.close();

        assertThat(((HttpResponse) channel.readInbound()).status()).isEqualTo(HttpResponseStatus.UNAUTHORIZED);
    }

    @Test
    void whereTheServerClosesTheConnectionItsRefusalIsPassedOnAndLearnedFrom() {
        gate.ready = true;
        add(NettyReplay.SAME_CONNECTION);
        channel.writeOutbound(get());
        HttpResponse refusal = answer(HttpResponseStatus.UNAUTHORIZED);
        refusal.headers().set("Connection", "close");
        channel.writeInbound(refusal);

        assertThat(((HttpResponse) channel.readInbound()).status()).isEqualTo(HttpResponseStatus.UNAUTHORIZED);
        doDeferred();
        assertThat(gate.renewals).isEqualTo(1);
    }

    @Test
    void aBodyThatIsSignedIsCollectedBeforeTheHeadIsSent() {
        gate.ready = true;
        gate.signs = true;
        add(NettyReplay.SAME_CONNECTION);
        ChannelFuture head =
                channel.writeOneOutbound(new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/"));
        ChannelFuture part = channel.writeOneOutbound(new DefaultHttpContent(bytes("bo")));
        channel.writeOneOutbound(bytes("dy"));
        channel.flushOutbound();

        assertThat(head.isSuccess() && part.isSuccess()).isTrue();
        assertThat(channel.<Object>readOutbound()).isNull();

        channel.writeOutbound(LastHttpContent.EMPTY_LAST_CONTENT);
        assertThat(tokenOfNext()).isEqualTo("token 1 for body");
        assertThat(restOfBody()).isEqualTo("body");
    }

    @Test
    void aBodyThatIsTooLongToBeSignedIsNotSentAndTheLibraryIsTold() {
        gate.ready = true;
        gate.signs = true;
        add(NettyReplay.SAME_CONNECTION);
        channel.writeOneOutbound(new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/"));
        ChannelFuture part = channel.writeOneOutbound(new DefaultHttpContent(bytes("longer than it may be")));

        assertThat(part.cause()).hasMessageContaining("which is the limit");
        assertThat(told).singleElement().asString().contains("which is the limit");
        assertThat(channel.<Object>readOutbound()).isNull();
    }

    @Test
    void theLibraryIsToldOfARequestThatTheRuleRefusesAndSoIsWhoWroteIt() {
        gate.ready = true;
        gate.refuses = true;
        add(NettyReplay.SAME_CONNECTION);
        ChannelFuture sent = channel.writeOneOutbound(get());

        assertThat(sent.cause()).isExactlyInstanceOf(IOException.class).hasMessage("refused");
        assertThat(told).containsExactly("refused");
    }

    @Test
    void aDefectOfOursLeavesTheRequestAsItWas() {
        gate.ready = true;
        gate.isBroken = true;
        add(NettyReplay.SAME_CONNECTION);
        HttpRequest request = get();
        channel.writeOutbound(request);

        assertThat(channel.<Object>readOutbound()).isSameAs(request);
        assertThat(gate.reported).isEqualTo(1);
    }

    @Test
    void aDefectOfOursWhileCredentialsAreRenewedGivesTheApplicationItsRefusal() {
        gate.ready = true;
        add(NettyReplay.SAME_CONNECTION);
        channel.writeOutbound(get());
        gate.isBroken = true;
        channel.writeInbound(answer(HttpResponseStatus.UNAUTHORIZED));
        doDeferred();

        assertThat(((HttpResponse) channel.readInbound()).status()).isEqualTo(HttpResponseStatus.UNAUTHORIZED);
        assertThat(gate.reported).isEqualTo(1);
    }

    @Test
    void aWebSocketIsOpenedWithoutHoldingUpTheThreadEvenIfARuleOfItsAddressIsReady() {
        gate.ready = true;
        add(NettyReplay.SAME_CONNECTION);
        HttpRequest handshake = get();
        handshake.headers().set("Upgrade", "websocket");
        channel.writeOneOutbound(handshake);

        assertThat(gate.deferred).hasSize(1);
    }

    @Test
    void whereRequestsFollowEachOtherTheExchangeEndsWithTheRequest() {
        gate.ready = true;
        add(NettyReplay.UNWATCHED);
        channel.writeOutbound(get());

        assertThat(tokenOfNext()).isEqualTo("token 1");
        assertThat(channel.pipeline().get(NettyExchange.class)).isNull();
    }

    @Test
    void whatIsHeldFailsWithTheChannel() {
        add(NettyReplay.SAME_CONNECTION);
        ChannelFuture sent = channel.writeOneOutbound(get());
        channel.close();
        doDeferred();

        assertThat(sent.isSuccess()).isFalse();
        assertThat(sent.isDone()).isTrue();
        assertThat(channel.<Object>readOutbound()).isNull();
    }

    private void add(NettyReplay replay) {
        NettyAddress address = requireNonNull(NettyAddress.of("https://api.example/whatever"));
        NettyFailure failure = (ctx, cause) -> told.add(String.valueOf(cause.getMessage()));
        channel.pipeline().addLast(new NettyExchange(new Hops(gate), address, failure, replay));
    }

    private void doDeferred() {
        for (Runnable work = gate.deferred.poll(); work != null; work = gate.deferred.poll()) {
            work.run();
            channel.runPendingTasks();
        }
    }

    private @Nullable String tokenOfNext() {
        return ((HttpRequest) channel.readOutbound()).headers().get("Authorization");
    }

    private String restOfBody() {
        StringBuilder body = new StringBuilder();
        for (Object next = channel.readOutbound(); next != null; next = channel.readOutbound()) {
            ByteBuf content = next instanceof HttpContent ? ((HttpContent) next).content() : (ByteBuf) next;
            body.append(content.toString(StandardCharsets.UTF_8));
        }
        return body.toString();
    }

    private static HttpRequest get() {
        return new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/v1?a=b");
    }

    private static HttpRequest post(String body) {
        return new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/v1", bytes(body));
    }

    private static HttpResponse answer(HttpResponseStatus status) {
        return new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status);
    }

    private static ByteBuf bytes(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.UTF_8);
    }
}
