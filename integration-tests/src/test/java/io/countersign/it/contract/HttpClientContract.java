package io.countersign.it.contract;

import io.countersign.counterpart.ApiServer;
import io.countersign.counterpart.Header;
import io.countersign.counterpart.ReceivedRequest;
import io.countersign.it.harness.AppUnderTest.Outcome;
import io.countersign.it.harness.Limit;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the agent does for an application, through one client library, on one JDK: one JVM with the agent and one
 * without it serve the whole contract. A subclass names the {@code combinations()}; what cannot be done with one of them
 * is a {@link Limit} of its application, and what happens instead is asserted.
 */
public abstract class HttpClientContract extends ClientUnderContract {

    /** Bytes that are no text in any encoding. */
    static final byte[] BODY = {'{', '"', 0, (byte) 0xff, '\r', '\n', (byte) 0xc3, '"', '}'};

    /** More than any client keeps for one host by default. */
    private static final int CONNECTIONS_OF_A_POOL = 6;

    private boolean followsNoRedirect() {
        return cannot(Limit.FOLLOWS_NO_REDIRECT) || cannot(Limit.NEVER_SENDS_AGAIN);
    }

    @Test
    void withoutTheAgentNothingIsAuthorized() {
        assertThat(appWithoutAgent.send("GET", counterparts.access.at("/echo")).status())
                .isEqualTo("401");
        assertThat(appWithoutAgent.send("GET", counterparts.keyed.at("/echo")).status())
                .isEqualTo("401");
    }

    @Test
    void getIsAuthorizedWithTheAccessToken() {
        assertLetIn(app.send("GET", counterparts.access.at("/echo")), new byte[0], counterparts.access, 1);
    }

    @Test
    void getIsAuthorizedWithTheIdTokenWhereTheRuleSaysSo() {
        assertLetIn(app.send("GET", counterparts.id.at("/echo")), new byte[0], counterparts.id, 1);
    }

    @Test
    void getIsAuthorizedWithAnApiKey() {
        assertLetIn(app.send("GET", counterparts.keyed.at("/echo")), new byte[0], counterparts.keyed, 1);
    }

    @Test
    void postIsAuthorizedAndItsBodyArrivesUnchanged() {
        assertLetIn(app.send("POST", counterparts.access.at("/echo"), BODY), BODY, counterparts.access, 1);
        assertThat(counterparts.access.received().get(0).body()).isEqualTo(BODY);
    }

    @Test
    void bothHopsOfARedirectOnOneHostAreAuthorized() {
        if (followsNoRedirect()) {
            assertNotFollowed("GET", counterparts.access, "/redirect-same", new byte[0]);
            return;
        }
        assertLetIn(app.send("GET", counterparts.access.at("/redirect-same")), new byte[0], counterparts.access, 2);
    }

    @Test
    void aRedirectThatKeepsThePostIsAuthorizedOnBothHops() {
        if (followsNoRedirect()) {
            assertNotFollowed("POST", counterparts.access, "/redirect-same?status=307", BODY);
            return;
        }
        if (cannot(Limit.SENDS_A_BODY_ONCE) || cannot(Limit.REDIRECTS_NO_BODY)) {
            String status = appWithoutAgent
                    .send("POST", counterparts.foreign.at("/redirect-same?status=307"), BODY)
                    .status();
            assertNotRepeated("/redirect-same?status=307", status);
            return;
        }
        Outcome seen = app.send("POST", counterparts.access.at("/redirect-same?status=307"), BODY);
        assertLetIn(seen, BODY, counterparts.access, 2);
    }

    @Test
    void aRedirectToAForeignHostTakesNothingOfOursAlong() {
        for (ApiServer covered : List.of(counterparts.access, counterparts.keyed, counterparts.signed)) {
            counterparts.foreign.reset();
            URI foreign = counterparts.foreign.at("localhost", "/echo");
            if (followsNoRedirect()) {
                assertNotFollowed("GET", covered, ApiServer.redirectTo(foreign), new byte[0]);
                continue;
            }
            assertLetIn(app.send("GET", covered.at(ApiServer.redirectTo(foreign))), new byte[0], covered, 1);
            assertThat(counterparts.foreign.received()).hasSize(1);
            assertThat(counterparts.foreign.received().get(0).headers())
                    .extracting(Header::name)
                    .map(name -> name.toLowerCase(Locale.ROOT))
                    .noneMatch(name ->
                            name.equals("authorization") || name.equals("x-api-key") || name.startsWith("x-amz-"));
        }
    }

    @Test
    void aRedirectFromAForeignHostIntoACoveredOneIsAuthorizedThere() {
        URI covered = counterparts.access.at("/echo");
        URI start = counterparts.foreign.at("localhost", ApiServer.redirectTo(covered));
        if (followsNoRedirect()) {
            assertThat(app.send("GET", start)).isEqualTo(appWithoutAgent.send("GET", start));
            assertThat(counterparts.access.received()).isEmpty();
            return;
        }
        assertLetIn(app.send("GET", start), new byte[0], counterparts.access, 1);
        assertThat(counterparts.foreign.received().get(0).header("Authorization"))
                .isEmpty();
    }

    @Test
    void aGetThatIsRefusedOnceIsSentAgainWithAFreshToken() {
        if (cannot(Limit.NEVER_SENDS_AGAIN)) {
            assertRefusalIsPassedOn();
            return;
        }
        assertReplayed("GET", new byte[0]);
    }

    @Test
    void aPostThatIsRefusedOnceIsSentAgainWithAFreshTokenAndTheSameBody() {
        if (cannot(Limit.SENDS_A_BODY_ONCE) || cannot(Limit.NEVER_SENDS_AGAIN)) {
            counterparts.access.rejectNext(1);
            assertNotRepeated("/echo", "401");
            return;
        }
        assertReplayed("POST", BODY);
    }

    @Test
    void aRefusalThatStaysReachesTheApplicationAfterTwoSends() {
        app.send("GET", counterparts.access.at("/echo"));
        counterparts.access.reset();
        counterparts.access.rejectAlways();
        assertThat(app.send("GET", counterparts.access.at("/echo")).status()).isEqualTo("401");
        assertThat(counterparts.access.received()).hasSize(cannot(Limit.NEVER_SENDS_AGAIN) ? 1 : 2);
    }

    @Test
    void aHostWithoutARuleReceivesTheSameBytesAsWithoutTheAgent() {
        for (byte[] body : List.of(new byte[0], BODY)) {
            String method = body.length == 0 ? "GET" : "POST";
            URI uri = counterparts.foreign.at("/echo?a=b%20c");
            Outcome with = app.send(method, uri, body, "X-Own: 1");
            Outcome without = appWithoutAgent.send(method, uri, body, "X-Own: 1");
            assertThat(with).isEqualTo(without).isEqualTo(Outcome.answer(200, body));
            List<String> raw = counterparts.foreign.received().stream()
                    .map(ReceivedRequest::raw)
                    .toList();
            assertThat(raw).hasSize(2);
            assertThat(raw.get(0)).isEqualTo(raw.get(1));
            counterparts.foreign.reset();
        }
    }

    @Test
    void aHeaderOfTheApplicationIsKept() {
        String own = "Basic b3duOm93bg==";
        Outcome seen = app.send("GET", counterparts.access.at("/echo"), "Authorization: " + own);
        assertThat(seen.status()).isEqualTo("401");
        assertThat(counterparts.access.received()).hasSize(1);
        assertThat(counterparts.access.received().get(0).values("Authorization"))
                .containsExactly(own);
    }

    @Test
    void requestsAreSignedAsTheyAreSent() {
        URI target = counterparts.signed.at("/v1/orders/%C3%A4%20b/?z=1&a=%2F&a=");
        assertLetIn(app.send("GET", target), new byte[0], counterparts.signed, 1);
        counterparts.signed.reset();
        assertLetIn(app.send("POST", target, BODY, "Accept: */*"), BODY, counterparts.signed, 1);
    }

    @Test
    void everyHopOfARedirectHasASignatureOfItsOwn() {
        if (followsNoRedirect()) {
            assertNotFollowed("GET", counterparts.signed, "/redirect-same", new byte[0]);
            return;
        }
        assertLetIn(app.send("GET", counterparts.signed.at("/redirect-same")), new byte[0], counterparts.signed, 2);
    }

    @Test
    void plainHttpToAHostElsewhereIsRefused() {
        Outcome seen = app.send("GET", counterparts.elsewhere.at(Counterparts.ELSEWHERE, "/echo"));
        assertThat(seen.status()).isEqualTo("java.io.IOException");
        assertThat(seen.message()).startsWith("Countersign: ").contains(Counterparts.ELSEWHERE);
        assertThat(counterparts.elsewhere.received()).isEmpty();
    }

    /** What is thrown at a client's own thread must harm neither its next request nor one that is under way. */
    @Test
    void aRefusedRequestLeavesTheClientAsItWas() {
        URI elsewhere = counterparts.elsewhere.at(Counterparts.ELSEWHERE, "/echo");
        for (int i = 0; i < CONNECTIONS_OF_A_POOL; i++) {
            assertThat(app.send("GET", elsewhere).message()).startsWith("Countersign: ");
            assertThat(app.send("POST", elsewhere, BODY).message()).startsWith("Countersign: ");
        }
        assertLetIn(app.send("POST", counterparts.access.at("/echo"), BODY), BODY, counterparts.access, 1);
        assertThat(counterparts.elsewhere.received()).isEmpty();
    }

    private void assertReplayed(String method, byte[] body) {
        URI uri = counterparts.access.at("/echo");
        app.send("GET", uri);
        counterparts.access.reset();
        counterparts.access.rejectNext(1);
        int callsBefore = counterparts.cognito.calls().size();
        assertLetIn(app.send(method, uri, body), body, counterparts.access, 2);
        List<ReceivedRequest> sends = counterparts.access.received();
        assertThat(sends).extracting(ReceivedRequest::body).containsOnly(body);
        assertThat(sends.get(0).header("Authorization"))
                .isPresent()
                .isNotEqualTo(sends.get(1).header("Authorization"));
        List<String> calls = counterparts.cognito.calls();
        assertThat(calls.subList(callsBefore, calls.size())).containsExactly("GetTokensFromRefreshToken");
    }

    /** The application sees what it sees without the agent. */
    private void assertNotRepeated(String path, String status) {
        Outcome seen = app.send("POST", counterparts.access.at(path), BODY);
        assertThat(seen.status()).isEqualTo(status);
        assertThat(counterparts.access.received()).hasSize(1);
        assertThat(counterparts.access.received().get(0).header("Authorization"))
                .isPresent();
    }

    /** The refusal of an authorized request is the application's. */
    private void assertRefusalIsPassedOn() {
        counterparts.access.rejectNext(1);
        assertThat(app.send("GET", counterparts.access.at("/echo")).status()).isEqualTo("401");
        assertThat(counterparts.access.received()).hasSize(1);
        assertThat(counterparts.access.received().get(0).header("Authorization"))
                .isPresent();
    }

    /** The first hop is authorized, and the application sees the redirect. */
    private void assertNotFollowed(String method, ApiServer covered, String path, byte[] body) {
        assertThat(app.send(method, covered.at(path), body).status()).startsWith("30");
        assertThat(covered.refusals()).isEmpty();
        assertThat(covered.received()).hasSize(1);
        assertThat(counterparts.foreign.received()).isEmpty();
    }

    /** The application saw the echo, and the API was asked so many times and found nothing to refuse. */
    private static void assertLetIn(Outcome seen, byte[] body, ApiServer api, int sends) {
        assertThat(api.refusals()).isEmpty();
        assertThat(seen).isEqualTo(Outcome.answer(200, body));
        assertThat(api.received()).hasSize(sends);
    }
}
