package io.countersign.agent.hop;

import io.countersign.request.HopResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What is left on request objects that libraries use for more than one hop. */
final class HopsTest {

    private final TokenGate gate = new TokenGate("covered");
    private final Hops hops = new Hops(gate);

    @Test
    void aCoveredHopIsAuthorized() throws IOException {
        MapRequest request = new MapRequest("covered");

        assertThat(hops.concern(request.identity(), "covered")).isTrue();
        hops.authorize(request);

        assertThat(request.header("Authorization")).isEqualTo("token 1");
        assertThat(hops.changedHeaders(request.identity())).contains("authorization");
    }

    @Test
    void aHostWithoutRuleDoesNotConcernUs() {
        assertThat(hops.concern(new Object(), "foreign")).isFalse();
        assertThat(hops.concern(new Object(), null)).isFalse();
    }

    @Test
    void whatOneHopSetIsTakenBackBeforeTheNextOfTheSameObject() throws IOException {
        MapRequest request = new MapRequest("covered");
        hops.authorize(request);
        request.host = "foreign";

        assertThat(hops.concern(request.identity(), "foreign")).isTrue();
        hops.authorize(request);

        assertThat(request.headers).isEmpty();
        assertThat(hops.concern(request.identity(), "foreign")).isFalse();
    }

    @Test
    void whatTheApplicationSetComesBack() throws IOException {
        MapRequest request = new MapRequest("covered");
        request.setHeader("Authorization", "the application's");
        hops.authorize(request);
        assertThat(request.header("Authorization")).isEqualTo("token 1");
        request.host = "foreign";

        hops.authorize(request);

        assertThat(request.header("Authorization")).isEqualTo("the application's");
    }

    @Test
    void whatTheApplicationChangedSinceStays() throws IOException {
        MapRequest request = new MapRequest("covered");
        hops.authorize(request);
        request.setHeader("Authorization", "changed since");
        request.host = "foreign";

        hops.authorize(request);

        assertThat(request.header("Authorization")).isEqualTo("changed since");
    }

    @Test
    void aRefusedHopIsSentAgainOnce() throws IOException {
        MapRequest request = new MapRequest("covered");
        hops.authorize(request);

        assertThat(hops.resend(request.identity(), new Refused(401))).isTrue();
        hops.authorize(request);
        assertThat(request.header("Authorization")).isEqualTo("token 2");

        assertThat(hops.resend(request.identity(), new Refused(401))).isFalse();
        assertThat(gate.renewals).containsExactly(401);
    }

    @Test
    void theSecondSendAndItsAnswerAreToldAndNothingElse() throws IOException {
        MapRequest request = new MapRequest("covered");
        hops.authorize(request);
        hops.learn(request.identity(), new Refused(401));
        assertThat(gate.told).isEmpty();

        hops.resend(request.identity(), new Refused(401));
        hops.authorize(request);
        hops.resend(request.identity(), new Refused(403));

        assertThat(gate.told).containsExactly("resent", "answered with 403");
        assertThat(gate.renewals).containsExactly(401, 401);
    }

    @Test
    void aHopElsewhereAfterAReplayMayBeReplayedItself() throws IOException {
        MapRequest request = new MapRequest("covered");
        hops.authorize(request);
        assertThat(hops.resend(request.identity(), new Refused(401))).isTrue();
        hops.authorize(request);
        request.path = "/redirected";

        hops.authorize(request);

        assertThat(hops.resend(request.identity(), new Refused(401))).isTrue();
    }

    @Test
    void aReplayInAnotherObjectIsStillTheReplay() throws IOException {
        MapRequest request = new MapRequest("covered");
        hops.authorize(request);
        assertThat(hops.resend(request.identity(), new Refused(401))).isTrue();
        MapRequest copy = new MapRequest("covered");
        hops.resentAs(request.identity(), copy.identity());
        hops.authorize(copy);

        assertThat(copy.header("Authorization")).isEqualTo("token 2");
        assertThat(hops.resend(copy.identity(), new Refused(401))).isFalse();
    }

    @Test
    void whatIsHiddenCanStillBeSentAgain() throws IOException {
        MapRequest request = new MapRequest("covered");
        request.setHeader("Authorization", "the application's");
        hops.authorize(request);

        hops.hide(request);

        assertThat(request.header("Authorization")).isEqualTo("the application's");
        assertThat(hops.resend(request.identity(), new Refused(401))).isTrue();
    }

    @Test
    void whatIsNotOursIsNotHidden() {
        MapRequest request = new MapRequest("covered");
        request.setHeader("Authorization", "the application's");

        hops.hide(request);

        assertThat(request.header("Authorization")).isEqualTo("the application's");
    }

    @Test
    void whatWasNotAuthorizedIsNotSentAgain() throws IOException {
        gate.silent = true;
        MapRequest request = new MapRequest("covered");
        hops.authorize(request);

        assertThat(hops.resend(request.identity(), new Refused(401))).isFalse();
        assertThat(hops.resend(new Object(), new Refused(401))).isFalse();
    }

    @Test
    void equalRequestsAreTwoHops() throws IOException {
        EqualRequest one = new EqualRequest();
        EqualRequest other = new EqualRequest();
        hops.authorize(one);

        assertThat(hops.resend(other, new Refused(401))).isFalse();
        assertThat(hops.resend(one, new Refused(401))).isTrue();
    }

    @Test
    void aQueryThatWasSetIsTakenBackAndDoesNotMakeARepeatedHopAnotherOne() throws IOException {
        MapRequest request = new MapRequest("covered");
        request.path = "/socket?mine";
        gate.inQuery = true;
        hops.authorize(request);
        assertThat(request.path).isEqualTo("/socket?token 1");
        assertThat(hops.setQuery(request)).isEqualTo("token 1");
        assertThat(hops.resend(request, new Refused(401))).isTrue();

        hops.authorize(request);
        assertThat(request.path).isEqualTo("/socket?token 2");
        assertThat(hops.resend(request, new Refused(401))).isFalse();
        hops.hide(request);
        assertThat(request.path).isEqualTo("/socket?mine");
    }

    @Test
    void aHopThatIsSentAgainIsAuthorizedWithWhatCameOfTheFirst() throws IOException {
        MapRequest request = new MapRequest("covered");
        hops.authorize(request);
        assertThat(hops.resend(request, new Refused(401))).isTrue();
        assertThat(gate.firsts).isEmpty();

        hops.authorize(request);
        hops.authorize(request);

        assertThat(gate.firsts).hasSize(1);
    }

    @Test
    void theObjectInWhosePlaceAnotherIsSentAgainIsAnyRequestLater() throws IOException {
        MapRequest request = new MapRequest("covered");
        hops.authorize(request);
        hops.resend(request, new Refused(401));
        MapRequest copy = new MapRequest("covered");
        hops.resentAs(request, copy);

        hops.authorize(request);
        assertThat(gate.firsts).isEmpty();
        hops.authorize(copy);
        assertThat(gate.firsts).hasSize(1);
    }

    @Test
    void nothingIsKnownOfWhatWasNotSet() throws IOException {
        MapRequest request = new MapRequest("covered");
        hops.authorize(request);

        assertThat(hops.setQuery(request)).isNull();
        assertThat(hops.setHeader(request, "Host")).isNull();
        assertThat(hops.setHeader(request, "authorization")).isEqualTo("token 1");
        assertThat(hops.setQuery(new Object())).isNull();
    }

    /** An answer without headers. */
    private record Refused(int status) implements HopResponse {

        @Override
        public @Nullable String header(String name) {
            return null;
        }
    }

    /** Equal to its like, as a {@code java.net.http.HttpRequest} is. */
    private static final class EqualRequest extends MapRequest {
        EqualRequest() {
            super("covered");
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof EqualRequest;
        }

        @Override
        public int hashCode() {
            return 1;
        }
    }
}
