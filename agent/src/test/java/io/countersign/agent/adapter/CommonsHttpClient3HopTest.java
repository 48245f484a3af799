package io.countersign.agent.adapter;

import io.countersign.agent.hop.BodyNeed;
import io.countersign.agent.hop.Gate;
import io.countersign.agent.hop.Hops;
import io.countersign.request.Authorization;
import io.countersign.request.BodyNotReadableException;
import io.countersign.request.OutboundRequest;
import io.countersign.request.RequestTarget;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.commons.httpclient.HostConfiguration;
import org.apache.commons.httpclient.HttpMethod;
import org.apache.commons.httpclient.methods.EntityEnclosingMethod;
import org.apache.commons.httpclient.methods.GetMethod;
import org.apache.commons.httpclient.methods.InputStreamRequestEntity;
import org.apache.commons.httpclient.methods.MultipartPostMethod;
import org.apache.commons.httpclient.methods.PostMethod;
import org.apache.commons.httpclient.methods.RequestEntity;
import org.apache.commons.httpclient.methods.StringRequestEntity;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A method object of commons-httpclient seen as the hop that the library will make of it. */
final class CommonsHttpClient3HopTest {

    private final HostConfiguration host = new HostConfiguration();

    CommonsHttpClient3HopTest() {
        host.setHost("api.example.com", 8080, "http");
    }

    @Test
    void theTargetIsTheRequestLineAtTheHostThatIsDialled() {
        assertThat(hop(new GetMethod("/a%20b?c=d")).target())
                .isEqualTo(RequestTarget.of("http", "api.example.com", 8080, "/a%20b?c=d"));
        GetMethod marked = new GetMethod("/a");
        marked.setQueryString("?c");
        assertThat(hop(marked).target()).isEqualTo(RequestTarget.of("http", "api.example.com", 8080, "/a?c"));
    }

    @Test
    void theHostOfTheHopBeforeIsNotThisOnes() {
        GetMethod get = new GetMethod("/");
        get.setRequestHeader("Host", "before.example.com");
        assertThat(hop(get).header("host")).isNull();
        assertThat(hop(get).headers()).isEmpty();
    }

    @Test
    void aVirtualHostIsForeseenAsTheLibraryWritesIt() {
        GetMethod get = new GetMethod("/");
        get.getParams().setVirtualHost("virtual.example.com");
        assertThat(hop(get).header("Host")).isEqualTo("virtual.example.com:8080");
        host.setHost("api.example.com", 80, "http");
        assertThat(hop(get).headers()).containsOnlyKeys("Host");
        assertThat(hop(get).header("Host")).isEqualTo("virtual.example.com");
    }

    @Test
    void theTypeOfTheEntityIsForeseenUnlessTheApplicationNamesOne() throws IOException {
        PostMethod post = new PostMethod("/");
        post.setRequestEntity(new StringRequestEntity("{}", "application/json", "UTF-8"));
        assertThat(hop(post).header("content-type")).isEqualTo("application/json; charset=UTF-8");
        assertThat(hop(post).headers()).containsOnlyKeys("Content-Type");
        post.setRequestHeader("Content-Type", "text/plain");
        assertThat(hop(post).header("Content-Type")).isEqualTo("text/plain");
        assertThat(hop(post).headers().get("Content-Type")).containsExactly("text/plain");
    }

    @Test
    void aFormKeepsItsParameters() throws IOException {
        PostMethod form = new PostMethod("/");
        form.addParameter("a", "1");
        assertThat(hop(form).body(100)).isEqualTo(ascii("a=1"));
        assertThat(form.getParameter("a").getValue()).isEqualTo("1");
    }

    @Test
    void aStreamIsReplacedByWhatWasReadFromIt() throws IOException {
        PostMethod post = streaming("once");
        assertThat(hop(post).body(4)).isEqualTo(ascii("once"));
        assertThat(post.getRequestEntity().isRepeatable()).isTrue();
        assertThat(post.getRequestEntity().getContentLength()).isEqualTo(-1);
        assertThat(post.getRequestEntity().getContentType()).isEqualTo("text/plain");
        assertThat(written(post)).isEqualTo("once");
        RequestEntity read = post.getRequestEntity();
        assertThat(hop(post).body(4)).isEqualTo(ascii("once"));
        assertThat(post.getRequestEntity()).isSameAs(read);
    }

    @Test
    void noByteIsLostOfWhatIsTooLongAndPassedOn() throws IOException {
        PostMethod post = streaming("much too long");
        CommonsHttpClient3Hop hop = new CommonsHttpClient3Hop(post, host, hops(BodyNeed.of(true, true, 4)));
        assertThatThrownBy(() -> hop.body(4)).isInstanceOf(BodyNotReadableException.class);
        assertThat(post.getRequestEntity().isRepeatable()).isFalse();
        assertThat(written(post)).isEqualTo("much too long");
    }

    @Test
    @SuppressWarnings("deprecation") // what is shown here is what becomes of it
    void aMethodThatWritesItsBodyItselfCannotBeRead() {
        assertThatThrownBy(() -> hop(new MultipartPostMethod("/")).body(100))
                .isInstanceOf(BodyNotReadableException.class)
                .hasMessageContaining("MultipartPostMethod");
    }

    @Test
    void aMethodWithoutAnEntityHasNoBody() throws IOException {
        assertThat(hop(new GetMethod("/")).body(100)).isEmpty();
        assertThat(hop(new PostMethod("/")).body(100)).isEmpty();
    }

    private CommonsHttpClient3Hop hop(HttpMethod method) {
        return new CommonsHttpClient3Hop(method, host, hops(BodyNeed.of(true, false, 100)));
    }

    private static PostMethod streaming(String text) {
        PostMethod post = new PostMethod("/");
        post.setRequestEntity(new InputStreamRequestEntity(new ByteArrayInputStream(ascii(text)), -1, "text/plain"));
        return post;
    }

    private static String written(EntityEnclosingMethod method) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        method.getRequestEntity().writeRequest(out);
        return out.toString(StandardCharsets.US_ASCII);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static Hops hops(BodyNeed need) {
        return new Hops(new Gate() {
            @Override
            public boolean covers(String name) {
                return true;
            }

            @Override
            public BodyNeed bodyNeed(RequestTarget target, String method) {
                return need;
            }

            @Override
            public boolean signsBodies() {
                return true;
            }

            @Override
            public @Nullable Authorization authorize(OutboundRequest hop) {
                return null;
            }
        });
    }
}
