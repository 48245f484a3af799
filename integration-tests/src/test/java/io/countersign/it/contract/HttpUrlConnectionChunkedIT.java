package io.countersign.it.contract;

import io.countersign.counterpart.ApiServer;
import io.countersign.it.harness.AppUnderTest.Outcome;
import io.countersign.it.harness.Application;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The contract for {@code HttpURLConnection} in chunked streaming mode. A body of unknown length that no signature needs
 * stays streamed: holding it to send it again could take all of the application's memory.
 */
final class HttpUrlConnectionChunkedIT extends HttpClientContract {

    HttpUrlConnectionChunkedIT() {
        super(Application.ofJdk("huc-chunked"));
    }

    /** What is streamed cannot be sent again: the application sees what it sees without the agent. */
    @Override
    @Test
    void aPostThatIsRefusedOnceIsSentAgainWithAFreshTokenAndTheSameBody() {
        counterparts().access.rejectNext(1);
        assertNotRepeated("/echo", "401");
    }

    /** The same on a redirect that keeps the method. */
    @Override
    @Test
    void aRedirectThatKeepsThePostIsAuthorizedOnBothHops() {
        assertNotRepeated("/redirect-same?status=307", "java.net.HttpRetryException");
    }

    private void assertNotRepeated(String path, String status) {
        ApiServer access = counterparts().access;
        Outcome seen = app().send("POST", access.at(path), BODY);
        assertThat(seen.status()).isEqualTo(status);
        assertThat(access.received()).hasSize(1);
        assertThat(access.received().get(0).header("Authorization")).isPresent();
    }
}
