package io.countersign.aws;

import io.countersign.counterpart.Destinations;
import io.countersign.counterpart.ForwardProxy;
import io.countersign.counterpart.Reply;
import io.countersign.counterpart.StsServer;
import io.countersign.counterpart.StsServer.Role;
import io.countersign.request.AuthenticationException;
import io.countersign.request.AuthenticationException.Kind;
import io.countersign.secret.FakeEnvironment;
import io.countersign.secret.Secret;
import io.countersign.token.TokenSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Against an STS that verifies signatures and what a role trusts. */
final class AssumedRoleTest {

    private static final String AFTERWARDS = "arn:aws:iam::210987654321:role/afterwards";

    private final AwsRig rig = new AwsRig();

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void aRoleIsAssumedWithOtherCredentials() throws AuthenticationException {
        rig.sts.role(AwsRig.ROLE, Role.trusting("alice"));
        AwsCredentials session = rig.cached(source(role())).current();

        assertThat(rig.owner(session)).isEqualTo(AwsRig.ROLE);
        assertThat(rig.sts.calls())
                .containsExactly(Map.of(
                        "Action", "AssumeRole",
                        "Version", "2011-06-15",
                        "RoleArn", AwsRig.ROLE,
                        "RoleSessionName", "countersign",
                        "DurationSeconds", "3600"));
    }

    @Test
    void externalIdSessionNameAndDurationAreSent() throws AuthenticationException {
        rig.sts.role(AwsRig.ROLE, Role.trusting("alice").withExternalId("7b0e"));
        RoleSession role = RoleSession.of(AwsRig.ROLE, "orders@node-1")
                .withExternalId("7b0e")
                .withDuration(Duration.ofMinutes(15));
        AwsCredentials session = rig.cached(source(role)).current();

        assertThat(session.expiration()).isEqualTo(rig.clock.instant().plus(Duration.ofMinutes(15)));
        assertThat(rig.sts.calls().get(0))
                .containsEntry("ExternalId", "7b0e")
                .containsEntry("RoleSessionName", "orders@node-1");
    }

    @Test
    void rolesCanBeChained() throws AuthenticationException {
        rig.sts.role(AwsRig.ROLE, Role.trusting("alice")).role(AFTERWARDS, Role.trusting(AwsRig.ROLE));
        AwsCredentialsSource first = rig.cached(source(role()));
        TokenSource second =
                AssumedRole.of(RoleSession.of(AFTERWARDS, "countersign"), first, rig.connection(), rig.clock);

        assertThat(rig.owner(rig.cached(second).current())).isEqualTo(AFTERWARDS);
    }

    @Test
    void aSessionIsTheSameObjectUntilAnotherComes() throws AuthenticationException {
        rig.sts.role(AwsRig.ROLE, Role.trusting("alice"));
        CachedCredentials cached = rig.cached(source(role()));
        AwsCredentials first = cached.current();

        assertThat(cached.current()).isSameAs(first);
        assertThat(cached.renew(AwsCredentials.of("another", Secret.of("x")))).isTrue();
        assertThat(rig.sts.calls()).hasSize(1);
        assertThat(cached.renew(first)).isTrue();
        assertThat(cached.current()).isNotEqualTo(first);
        assertThat(rig.sts.calls()).hasSize(2);
    }

    @Test
    void aSessionIsRenewedInTheBackgroundBeforeItEnds() throws AuthenticationException {
        rig.sts.role(AwsRig.ROLE, Role.trusting("alice"));
        Queue<Runnable> background = new ArrayDeque<>();
        CachedCredentials cached = rig.cached(source(role()), background::add);
        cached.warmUp();
        background.remove().run();
        AwsCredentials first = cached.current();
        rig.clock.advance(Duration.ofMinutes(57));

        assertThat(cached.current()).isSameAs(first);
        assertThat(background).hasSize(1);
        background.remove().run();
        assertThat(cached.current()).isNotEqualTo(first);
        assertThat(rig.sessions.issued()).hasSize(2);
    }

    @Test
    void allWhoWaitForASessionWaitForOneCall() throws Exception {
        rig.sts.role(AwsRig.ROLE, Role.trusting("alice"));
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            CachedCredentials cached = rig.cached(source(role()), threads);
            CountDownLatch together = new CountDownLatch(50);
            var waiting = Stream.generate(() -> threads.submit(() -> {
                        together.countDown();
                        together.await();
                        return cached.current();
                    }))
                    .limit(50)
                    .toList();
            AwsCredentials session = cached.current();
            for (Future<AwsCredentials> each : waiting) {
                assertThat(each.get()).isEqualTo(session);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(rig.sts.calls()).hasSize(1);
    }

    @Test
    void lifetimeCountsOnTheClockOfAwsAndTheSignatureIsMadeByIt() throws AuthenticationException {
        rig.sts.role(AwsRig.ROLE, Role.trusting("alice"));
        rig.clock.advance(Duration.ofHours(5));
        Instant there = rig.clock.instant();
        var token = source(role()).fetch(null).access();

        assertThat(token.expiresAt()).isEqualTo(there.plus(Duration.ofHours(1)));
        assertThat(Duration.between(token.issuedAt(), token.expiresAt()))
                .isBetween(Duration.ofHours(1), Duration.ofSeconds(3601));
        assertThat(rig.sts.calls()).hasSize(2);
    }

    @Test
    void aRoleThatDoesNotTrustTheCallerIsTerminal() {
        rig.sts.role(AwsRig.ROLE, Role.trusting("bob"));

        AwsRig.assertFails(
                source(role()),
                Kind.TERMINAL,
                "the session of the role " + AwsRig.ROLE + " failed: AccessDenied: User: alice is not authorized to"
                        + " perform: sts:AssumeRole on resource: " + AwsRig.ROLE
                        + "; let the role's trust policy (with the same external id) and the caller's own policy allow"
                        + " it, or correct the identity's role-arn");
        assertThat(rig.sts.calls()).hasSize(1);
    }

    @Test
    void keysThatAwsDoesNotKnowAreTerminal() {
        AwsCredentialsSource wrong = StaticCredentials.of(AwsCredentials.of("AKIANOBODY", Secret.of("s3cret")));

        AwsRig.assertFails(
                source(role(), wrong),
                Kind.TERMINAL,
                "InvalidClientTokenId: The security token included in the request is invalid.; correct the AWS"
                        + " credentials that assume the role");
        AwsCredentialsSource halfWrong =
                StaticCredentials.of(AwsCredentials.of(rig.alice.accessKeyId(), Secret.of("s3cret")));
        AuthenticationException failure =
                AwsRig.assertFails(source(role(), halfWrong), Kind.TERMINAL, "SignatureDoesNotMatch");
        assertThat(failure.getMessage()).doesNotContain("s3cret");
    }

    @Test
    void aCallerWhoseSessionHasEndedIsRenewedOnce() throws AuthenticationException {
        rig.sts.role(AwsRig.ROLE, Role.trusting("alice")).role(AFTERWARDS, Role.trusting(AwsRig.ROLE));
        AwsCredentialsSource first = rig.cached(source(role()));
        first.current();
        rig.sessions.revoke();
        TokenSource second =
                AssumedRole.of(RoleSession.of(AFTERWARDS, "countersign"), first, rig.connection(), rig.clock);

        assertThat(rig.owner(rig.cached(second).current())).isEqualTo(AFTERWARDS);
    }

    @Test
    void aCallerWithoutCredentialsSaysSoAndMayHaveThemSoon() {
        FakeChain chain = new FakeChain();
        chain.fails("nothing");
        AwsCredentialsSource nobody = ProviderCredentials.of("the credentials that assume the role", chain, rig.clock);

        AwsRig.assertFails(
                source(role(), nobody),
                Kind.TRANSIENT,
                "the credentials that assume the role: no AWS credentials found; looked in");
        assertThat(rig.sts.calls()).isEmpty();
    }

    @Test
    void throttlingFaultsAndSilenceAreTransientAndNotRepeated() {
        TokenSource source = source(role());
        rig.sts.faults().next(1, StsServer.error(400, "Throttling", "Rate exceeded"));
        AwsRig.assertFails(source, Kind.TRANSIENT, "Throttling: Rate exceeded");
        rig.sts.faults().next(1, StsServer.error(503, "ServiceUnavailable", "later"));
        AwsRig.assertFails(source, Kind.TRANSIENT, "ServiceUnavailable");
        rig.sts.faults().next(1, Reply.Failure.CLOSE);
        AwsRig.assertFails(source, Kind.TRANSIENT, rig.sts.endpoint() + " cannot be reached: ");
        rig.sts.faults().next(1, Reply.of(200, "<html>log in here"));
        AwsRig.assertFails(source, Kind.TRANSIENT, rig.sts.endpoint() + " does not answer as AWS STS does");
        assertThat(rig.sts.received()).hasSize(4);
    }

    @Test
    void aServerThatSaysNothingIsGivenUp() {
        rig.sts.faults().always(Reply.Failure.HANG);
        AwsConnection impatient = AwsConnection.of(AwsRig.REGION, rig.sts.endpoint(), Duration.ofMillis(300));

        AwsRig.assertFails(
                AssumedRole.of(role(), rig.alice(), impatient, rig.clock),
                Kind.TRANSIENT,
                " did not answer within the identity's timeout");
    }

    @Test
    void aProxyIsAskedInsteadOfSts() throws AuthenticationException {
        rig.sts.role(AwsRig.ROLE, Role.trusting("alice"));
        try (ForwardProxy proxy = ForwardProxy.to(Destinations.loopback())) {
            AwsConnection connection = rig.connection().withProxy(proxy.address());
            AssumedRole.of(role(), rig.alice(), connection, rig.clock).fetch(null);

            assertThat(proxy.asked()).containsExactly("POST " + rig.sts.endpoint());
        }
    }

    @Test
    void withoutARegionThereIsNowhereToAsk() {
        ConfiguredRegion none = ConfiguredRegion.of(new FakeEnvironment(), () -> null);
        AwsConnection nowhere = AwsConnection.of(none, null, null, Duration.ofSeconds(20));

        AwsRig.assertFails(
                AssumedRole.of(role(), rig.alice(), nowhere, rig.clock),
                Kind.TERMINAL,
                "no AWS region to ask in; looked in aws.region, AWS_REGION, AWS_DEFAULT_REGION and the AWS profile; set"
                        + " the identity's region");
    }

    @Test
    void nothingPrintsASecret() throws AuthenticationException {
        rig.sts.role(AwsRig.ROLE, Role.trusting("alice"));
        CachedCredentials cached = rig.cached(source(role()));
        AwsCredentials session = cached.current();

        assertThat(cached + " " + session + " " + source(role()).fetch(null))
                .doesNotContain(session.secretAccessKey().reveal());
        assertThatThrownBy(() -> rig.cached(source(RoleSession.of("arn:x", "countersign")))
                        .current())
                .hasMessageStartingWith("orders: the session of the role arn:x failed: AccessDenied: ");
    }

    private static RoleSession role() {
        return RoleSession.of(AwsRig.ROLE, "countersign");
    }

    private TokenSource source(RoleSession role) {
        return source(role, rig.alice());
    }

    private TokenSource source(RoleSession role, AwsCredentialsSource caller) {
        return AssumedRole.of(role, caller, rig.connection(), rig.clock);
    }
}
