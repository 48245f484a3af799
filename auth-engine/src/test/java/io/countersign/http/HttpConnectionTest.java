package io.countersign.http;

import io.countersign.counterpart.Destinations;
import io.countersign.counterpart.ForwardProxy;
import io.countersign.counterpart.RawServer;
import io.countersign.counterpart.Reply;
import java.io.IOException;
import java.net.Authenticator;
import java.net.PasswordAuthentication;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class HttpConnectionTest {

    private volatile Reply reply = Reply.of(200, "{}");
    private final RawServer server = RawServer.start(request -> reply);
    private final HttpConnection connection = HttpConnection.of(Duration.ofSeconds(20), Clock.systemUTC());

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aFormIsPostedAsItIs() throws IOException {
        assertThat(connection.post(server.at("/token"), "a=b&c=d", "Basic x").isOk())
                .isTrue();

        assertThat(server.received()).singleElement().satisfies(request -> {
            assertThat(request.method()).isEqualTo("POST");
            assertThat(request.text()).isEqualTo("a=b&c=d");
            assertThat(request.values("Authorization")).containsExactly("Basic x");
            assertThat(request.values("Content-Type")).containsExactly("application/x-www-form-urlencoded");
            assertThat(request.values("Accept")).containsExactly("application/json");
        });
    }

    @Test
    void aRedirectIsNotFollowed() throws IOException {
        reply = Reply.of(307, "").with("Location", server.at("/elsewhere").toString());

        assertThat(connection.post(server.at("/token"), "secret=1", null).status())
                .isEqualTo(307);
        assertThat(server.received()).hasSize(1);
    }

    @Test
    @ResourceLock("java.net.Authenticator")
    void theApplicationsOwnPasswordsAreNotOfferedToAnIssuerThatRefuses() throws IOException {
        reply = Reply.of(401, "{\"error\":\"invalid_client\"}").with("WWW-Authenticate", "Basic realm=\"tokens\"");
        Authenticator.setDefault(new Authenticator() {
            @Override
            protected @Nullable PasswordAuthentication getPasswordAuthentication() {
                return new PasswordAuthentication("application", "hunter2".toCharArray());
            }
        });
        try {
            for (String authorization : new String[] {"Basic x", null}) {
                assertThat(connection
                                .post(server.at("/token"), "a=b", authorization)
                                .status())
                        .isEqualTo(401);
            }
        } finally {
            Authenticator.setDefault(null);
        }
        assertThat(server.received())
                .extracting(request -> request.values("Authorization"))
                .containsExactly(List.of("Basic x"), List.of());
    }

    @Test
    void aServerThatTricklesIsGivenUp() {
        reply = Reply.Failure.TRICKLE;
        HttpConnection impatient = HttpConnection.of(Duration.ofMillis(300), Clock.systemUTC());

        assertThatThrownBy(() -> impatient.get(server.at("/jwks")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("takes longer than 300 ms");
    }

    @Test
    void anEndlessDocumentIsGivenUp() {
        reply = Reply.of(200, "x".repeat((1 << 20) + 1));

        assertThatThrownBy(() -> connection.get(server.at("/jwks"))).hasMessageContaining("gives more than");
    }

    @Test
    void aProxyIsAskedInsteadOfTheServer() throws IOException {
        try (ForwardProxy proxy = ForwardProxy.to(Destinations.loopback())) {
            assertThat(connection
                            .withProxy(proxy.address())
                            .get(server.at("/jwks"))
                            .isOk())
                    .isTrue();
            assertThat(proxy.asked()).containsExactly("GET " + server.at("/jwks"));
        }
    }
}
