package io.countersign.agent.hop;

import io.countersign.request.Authorization;
import io.countersign.request.OutboundRequest;
import io.countersign.request.RequestTarget;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What web sockets send in place of what their applications say. */
final class SocketMessagesTest {

    private final Hops hops = new Hops(new MessageGate());

    @Test
    void messagesOfSocketsWithARuleAreAuthorized() throws IOException {
        assertThat(hops.message(socket("covered"), "p", "text")).isEqualTo("<text p>");
        assertThat(hops.message(socket("foreign"), "p", "text")).isEqualTo("text");
    }

    @Test
    void partsOfAMessageAreHeldUntilTheLastOfThem() throws IOException {
        Object socket = new Object();

        assertThat(part(socket, "ab", false)).isEmpty();
        assertThat(part(new Object(), "other", true)).isEqualTo("<other p>");
        assertThat(part(socket, "", false)).isEmpty();
        assertThat(part(socket, "cd", true)).isEqualTo("<abcd p>");
        assertThat(part(socket, "e", true)).isEqualTo("<e p>");
    }

    @Test
    void partsThatAreTooLongGoOutAsTheyAre() throws IOException {
        Object socket = new Object();

        assertThat(part(socket, "12345678", false)).isEmpty();
        assertThat(part(socket, "90", false)).isEmpty();
        assertThat(part(socket, "A", false)).isEqualTo("1234567890A");
        assertThat(part(socket, "B", false)).isEqualTo("B");
        assertThat(part(socket, "C", true)).isEqualTo("C");
        assertThat(part(socket, "D", true)).isEqualTo("<D p>");
        assertThat(part(socket, "1234567", false)).isEmpty();
        assertThat(part(socket, "890A", true)).isEqualTo("1234567890A");
    }

    @Test
    void partsOfOtherSocketsAreNotHeld() throws IOException {
        Object socket = new Object();

        assertThat(hops.part(socket, socket("foreign"), null, "ab", false)).isEqualTo("ab");
        assertThat(hops.part(socket, socket("foreign"), null, "cd", true)).isEqualTo("cd");
    }

    private String part(Object socket, String text, boolean last) throws IOException {
        return hops.part(socket, socket("covered"), "p", text, last);
    }

    private static RequestTarget socket(String host) {
        return RequestTarget.of("wss", host, -1, "/");
    }

    /** Puts brackets around messages to one host, up to ten letters of which may be held. */
    private static final class MessageGate implements Gate {

        @Override
        public boolean covers(String host) {
            return host.equals("covered");
        }

        @Override
        public BodyNeed bodyNeed(RequestTarget target, String method) {
            return BodyNeed.NONE;
        }

        @Override
        public boolean signsBodies() {
            return false;
        }

        @Override
        public @Nullable Authorization authorize(OutboundRequest hop) {
            return null;
        }

        @Override
        public long messageLimit(RequestTarget socket) {
            return covers(socket.host()) ? 10 : 0;
        }

        @Override
        public String authorizeMessage(RequestTarget socket, @Nullable String subprotocols, String text) {
            return "<" + text + " " + subprotocols + ">";
        }
    }
}
