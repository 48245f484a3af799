package io.countersign.agent.adapter;

import io.countersign.agent.hop.Hops;
import io.countersign.request.BodyNotReadableException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import okhttp3.MediaType;
import okhttp3.MultipartBody;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.Buffer;
import okio.BufferedSink;
import okio.GzipSink;
import okio.Okio;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What OkHttp sends, and sends again, of the bodies that applications write. */
final class OkHttpHopTest {

    private static final byte[] BYTES = "body".getBytes(StandardCharsets.US_ASCII);

    private final Hops tokens = new Hops(TokenGate.tokens(BYTES.length));
    private final Hops signatures = new Hops(TokenGate.signatures(BYTES.length));

    @Test
    void aBodyThatCanBeWrittenOnceIsSentAgainAsItWas() throws IOException {
        assertSentAgain(new OnceBody());
    }

    @Test
    void aQueryIsSentAsItIsSetAndNotShown() throws IOException {
        Request request =
                new Request.Builder().url("https://me@h/graphql?a=%2Bb#f").build();
        OkHttpHop hop = OkHttpHop.of(request, tokens);
        hop.setQuery("header=a+/b=&payload=e30=");

        assertThat(hop.identity().url().encodedQuery()).isEqualTo("header=a+/b=&payload=e30=");
        hop.setQuery("a=%2Bb");
        assertThat(hop.identity().url()).isEqualTo(request.url());
        hop.setQuery(null);
        assertThat(hop.target().query()).isNull();
    }

    @Test
    void aBodyThatDiffersEachTimeIsSentAgainAsItWas() throws IOException {
        assertSentAgain(new VaryingBody());
    }

    /** One that closes what it is written to, as those do that compress. */
    @Test
    void aBodyThatClosesItsSinkIsSentAgainAsItWas() throws IOException {
        Hops roomy = new Hops(TokenGate.tokens(1_000));
        Request request = post(new GzipBody());
        Request sent = OkHttpHop.of(request, roomy).authorized();
        byte[] first = written(sent);
        assertThat(first).isNotEmpty();
        Request again = requireNonNull(new OkHttpReplay(roomy).instead(null, refused(request, sent)));
        assertThat(written(OkHttpHop.of(again, roomy).authorized())).isEqualTo(first);
    }

    private void assertSentAgain(RequestBody body) throws IOException {
        Request request = post(body);
        Request sent = OkHttpHop.of(request, tokens).authorized();
        byte[] first = written(sent);
        Request again = requireNonNull(new OkHttpReplay(tokens).instead(null, refused(request, sent)));
        assertThat(requireNonNull(again.body()).contentLength()).isEqualTo(body.contentLength());
        assertThat(again.header("Authorization")).isNull();
        assertThat(written(OkHttpHop.of(again, tokens).authorized())).isEqualTo(first);
    }

    @Test
    void aBodyBeyondTheLimitIsNotSentAgain() throws IOException {
        Hops tight = new Hops(TokenGate.tokens(BYTES.length - 1));
        Request request = post(new OnceBody());
        Request sent = OkHttpHop.of(request, tight).authorized();
        assertThat(written(sent)).isEqualTo(BYTES);
        assertThat(new OkHttpReplay(tight).instead(null, refused(request, sent)))
                .isNull();
    }

    @Test
    void aBodyThatASignatureReadIsSentAgainAlsoIfItCanBeWrittenOnce() throws IOException {
        Request request = post(new OnceBody());
        Request sent = OkHttpHop.of(request, signatures).authorized();
        assertThat(sent.header("Authorization")).isEqualTo("signature of 4 bytes");
        assertThat(written(sent)).isEqualTo(BYTES);
        Request again = requireNonNull(new OkHttpReplay(signatures).instead(null, refused(request, sent)));
        assertThat(written(OkHttpHop.of(again, signatures).authorized())).isEqualTo(BYTES);
    }

    @Test
    void aBodyOfOkHttpsOwnIsLeftAlone() throws IOException {
        RequestBody body = RequestBody.create(null, BYTES);
        Request request = post(body);
        Request sent = OkHttpHop.of(request, tokens).authorized();
        assertThat(sent.body()).isSameAs(body);
        assertThat(new OkHttpReplay(tokens).instead(null, refused(request, sent)))
                .isSameAs(request);
    }

    /** What it is made of may be written once only. */
    @Test
    void aFormIsNotTakenForOkHttpsOwn() throws IOException {
        MultipartBody form = new MultipartBody.Builder()
                .addFormDataPart("file", "file", new OnceBody())
                .build();
        assertThat(OkHttpBodyTraits.isRepeatable(form)).isFalse();
    }

    @Test
    void aBodyThatANetworkInterceptorReplacedIsNotSentAgain() throws IOException {
        Request request = post(new OnceBody());
        Request sent = OkHttpHop.of(post(new VaryingBody()), tokens).authorized();
        written(sent);
        assertThat(new OkHttpReplay(tokens).instead(null, refused(request, sent)))
                .isNull();
    }

    @Test
    void theAnswerOfAnAuthenticatorCountsFromTheSecondRefusalOn() throws IOException {
        Request request = post(RequestBody.create(null, BYTES));
        Request own = request.newBuilder().header("Authorization", "own").build();
        Request sent = OkHttpHop.of(request, tokens).authorized();
        Response first = refused(request, sent);
        assertThat(new OkHttpReplay(tokens).instead(own, first)).isSameAs(request);

        Request sentAgain = OkHttpHop.of(request, tokens).authorized();
        Response second =
                refused(request, sentAgain).newBuilder().priorResponse(first).build();
        assertThat(new OkHttpReplay(tokens).instead(own, second)).isSameAs(own);
    }

    @Test
    void aDuplexBodyCarriesATokenAndIsNotRead() throws IOException {
        RequestBody duplex = new DuplexBody();
        Request sent = OkHttpHop.of(post(duplex), tokens).authorized();
        assertThat(sent.body()).isSameAs(duplex);
        assertThat(sent.header("Authorization")).isEqualTo("token");
    }

    @Test
    void aDuplexBodyCannotBeSigned() {
        assertThatThrownBy(
                        () -> OkHttpHop.of(post(new DuplexBody()), signatures).authorized())
                .isInstanceOf(BodyNotReadableException.class)
                .hasMessage("it is written while the answer is read");
    }

    @Test
    void aBodyThatSomebodyElseWritesCannotBeSigned() {
        Request request = post(RequestBody.create(null, BYTES));
        assertThatThrownBy(() -> OkHttpHop.withoutBody(request, signatures).authorized())
                .isInstanceOf(BodyNotReadableException.class)
                .hasMessage("it is written after the head of the request was sent");
    }

    @Test
    void anAnswerShowsWhatTheApplicationSent() throws IOException {
        Request request = post(RequestBody.create(null, BYTES));
        Request sent = OkHttpHop.of(request, tokens).authorized();
        Response shown = OkHttpHop.shown(answer(sent), tokens);
        assertThat(shown.request().header("Authorization")).isNull();
        assertThat(tokens.concern(shown.request(), null)).isTrue();
    }

    private static Request post(RequestBody body) {
        return new Request.Builder()
                .url("https://api.example.com/a?b")
                .post(body)
                .build();
    }

    private static byte[] written(Request request) throws IOException {
        Buffer buffer = new Buffer();
        BufferedSink sink = Okio.buffer((okio.Sink) buffer);
        requireNonNull(request.body()).writeTo(sink);
        sink.close();
        return buffer.readByteArray();
    }

    private static Response answer(Request request) {
        return new Response.Builder()
                .request(request)
                .protocol(Protocol.HTTP_1_1)
                .code(401)
                .message("")
                .build();
    }

    private static Response refused(Request request, Request sent) {
        return answer(request).newBuilder().networkResponse(answer(sent)).build();
    }

    /** Of a stream that has ended the second time. */
    private static class OnceBody extends RequestBody {
        private boolean written;

        @Override
        public @Nullable MediaType contentType() {
            return null;
        }

        @Override
        public void writeTo(BufferedSink sink) throws IOException {
            if (!written) {
                sink.write(BYTES);
            }
            written = true;
        }
    }

    /** Four bytes that count. */
    private static final class VaryingBody extends RequestBody {
        private int count;

        @Override
        public @Nullable MediaType contentType() {
            return null;
        }

        @Override
        public long contentLength() {
            return 4;
        }

        @Override
        public void writeTo(BufferedSink sink) throws IOException {
            sink.writeInt(count++);
        }
    }

    /** Compressed while it is written. */
    private static final class GzipBody extends OnceBody {
        @Override
        public void writeTo(BufferedSink sink) throws IOException {
            try (BufferedSink gzip = Okio.buffer(new GzipSink(sink))) {
                super.writeTo(gzip);
            }
        }
    }

    /** Must not be written ahead. */
    private static final class DuplexBody extends OnceBody {
        @Override
        public boolean isDuplex() {
            return true;
        }

        @Override
        public void writeTo(BufferedSink sink) {
            throw new IllegalStateException("there is no connection yet");
        }
    }
}
