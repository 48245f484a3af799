package io.countersign.it.wire;

import io.countersign.counterpart.ApiServer;
import io.countersign.counterpart.ReceivedRequest;
import io.countersign.counterpart.Reply;
import io.countersign.it.harness.AppUnderTest;
import io.countersign.it.harness.AppUnderTest.Outcome;
import io.countersign.it.harness.Combination;
import java.io.IOException;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What becomes of connections stays the library's affair: they are reused, replaced, given up and fail with the agent as
 * they do without it, and each request on them is signed and sent as often as without it.
 */
@ParameterizedClass
@MethodSource("combinations")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ConnectionsIT {

    private static final int CROWD = 500;

    /** Long enough for a request that is answered, on a busy machine; one that is not answered takes all of it. */
    private static final int TIMEOUT = 500;

    @Parameter
    @SuppressWarnings("NullAway.Init")
    Combination combination;

    /** One speaks HTTP/1.1 only, the other HTTP/2 too. */
    @SuppressWarnings("NullAway.Init")
    private List<ApiServer> apis;

    @SuppressWarnings("NullAway.Init")
    private ApiServer crowded;

    @SuppressWarnings("NullAway.Init")
    private AppUnderTest app;

    @SuppressWarnings("NullAway.Init")
    private AppUnderTest appWithoutAgent;

    static Stream<Combination> combinations() {
        return WireClients.onTheRunningJdk();
    }

    @BeforeParameterizedClassInvocation
    void start() throws IOException {
        apis = List.of(ApiServer.requiring(SignedApis.signature()), ApiServer.http2(SignedApis.signature()));
        crowded = ApiServer.requiring(SignedApis.signature());
        app = app().agent(SignedApis.rules(apis.get(0), apis.get(1), crowded).write(OneCertificate.folder()))
                .start();
        appWithoutAgent = app().start();
    }

    @AfterParameterizedClassInvocation
    void stop() {
        app.close();
        appWithoutAgent.close();
        apis.forEach(ApiServer::close);
        crowded.close();
    }

    @BeforeEach
    void resetServers() {
        apis.forEach(ApiServer::reset);
    }

    @Test
    void requestsShareAConnection() {
        for (ApiServer api : apis) {
            for (int i = 0; i < 3; i++) {
                app.send("GET", api.at("/" + i));
                app.send("POST", api.at("/" + i), SignedApis.BODY);
            }
            assertThat(api.refusals()).isEmpty();
            assertThat(api.received()).hasSize(6);
            assertThat(api.received().stream().map(ReceivedRequest::peerPort).distinct())
                    .hasSize(1);
        }
    }

    /** In HTTP/1.1: of a connection of HTTP/2, clients find out by a request that fails, unless they hear of it in time. */
    @Test
    void aConnectionThatTheServerClosedIsReplaced() {
        ApiServer api = apis.get(0);
        app.send("GET", api.at("/first"));
        api.hangUp();
        api.reset();
        Outcome seen = app.send("GET", api.at("/second"));
        assertThat(api.refusals()).isEmpty();
        assertThat(seen).isEqualTo(Outcome.answer(200, new byte[0]));
        assertThat(api.received())
                .as("a library may repeat a GET that it takes for lost")
                .hasSizeBetween(1, 2);
    }

    /** Whether a request that broke is sent once more is the library's decision; if it is, it is signed like the first. */
    @Test
    void brokenRequestsAreRepeatedAsWithoutTheAgent() {
        for (Reply.Failure failure : List.of(Reply.Failure.CLOSE, Reply.Failure.RESET, Reply.Failure.CUT)) {
            for (ApiServer api : apis) {
                BiFunction<AppUnderTest, ApiServer, Outcome> broken = (application, server) -> {
                    application.send("GET", server.at("/"));
                    server.reset();
                    server.replyNext(1, failure);
                    return application.send("GET", server.at("/broken"));
                };
                Outcome without = broken.apply(appWithoutAgent, api);
                int sends = api.received().size();
                Outcome with = broken.apply(app, api);
                assertThat(api.refusals()).as(failure.name()).isEmpty();
                assertThat(api.received()).as(failure.name()).hasSize(sends);
                if (!without.status().equals("401")) {
                    assertThat(with.status()).as(failure.name()).isEqualTo(without.status());
                }
            }
        }
    }

    @Test
    void aBodyThatTheServerMustAskForIsSigned() {
        ApiServer api = apis.get(0);
        Outcome seen = app.send("POST", api.at("/"), "expect:", SignedApis.BODY);
        assertThat(api.refusals()).isEmpty();
        assertThat(seen).isEqualTo(Outcome.answer(200, SignedApis.BODY));
        assertThat(api.received()).hasSize(1);
        assertThat(api.received().get(0).header("Expect"))
                .hasValueSatisfying(value -> assertThat(value).isEqualToIgnoringCase("100-continue"));
    }

    @Test
    void anAnswerThatDoesNotComeInTimeFailsAsWithoutTheAgent() {
        assertEndsAlike(true, (application, api) -> application.sendWithin(TIMEOUT, "GET", api.at("/late")));
    }

    @Test
    void aRequestIsGivenUpAsWithoutTheAgent() {
        assertThat(WireClients.can(combination, Ability.INTERRUPTION)
                        || WireClients.can(combination, Ability.CANCELLATION))
                .isTrue();
        if (WireClients.can(combination, Ability.INTERRUPTION)) {
            assertEndsAlike(
                    true, (application, api) -> givenUp(application.sendToInterrupt("GET", api.at("/given-up")), api));
        }
        if (WireClients.can(combination, Ability.CANCELLATION)) {
            assertEndsAlike(
                    false, (application, api) -> givenUp(application.sendToCancel("GET", api.at("/given-up")), api));
        }
    }

    private static Outcome givenUp(AppUnderTest.Endless request, ApiServer api) {
        api.awaitReceived(1);
        return request.end();
    }

    /** No answer comes before all are there; as many connections stay open, which are no other test's concern. */
    @Test
    void aCrowdOfRequestsUnderWayIsSignedOneByOne() {
        crowded.gather(CROWD);
        AppUnderTest.Crowd crowd = app.sendMany(CROWD, CROWD, "GET", crowded.at("/crowd"));
        assertThat(crowd.outcomes()).containsOnly(Outcome.answer(200, new byte[0]));
        assertThat(crowded.refusals()).isEmpty();
        assertThat(crowded.received()).hasSize(CROWD);
    }

    /**
     * Of a server that says nothing.
     *
     * @param classIsCertain whether the library throws the same each time; a cancelled read may find its socket closed first
     */
    private void assertEndsAlike(boolean classIsCertain, BiFunction<AppUnderTest, ApiServer, Outcome> request) {
        for (ApiServer api : apis) {
            api.replyNext(1, Reply.Failure.HANG);
            Outcome without = request.apply(appWithoutAgent, api);
            api.reset();
            api.replyNext(1, Reply.Failure.HANG);
            Outcome with = request.apply(app, api);
            assertThat(List.of(with.status(), without.status())).allMatch(status -> status.contains("Exception"));
            if (classIsCertain) {
                assertThat(with.status()).isEqualTo(without.status());
            }
            assertThat(api.received()).hasSize(1);
            assertThat(api.received().get(0).header("Authorization")).isPresent();
        }
    }

    /** With as many connections as there are requests. */
    private AppUnderTest.Setup app() {
        return AppUnderTest.with(combination.application(), combination.jdk())
                .option("-Dapplication.by-the-jvms-settings=true")
                .option("-Dhttp.maxConnections=" + CROWD);
    }
}
