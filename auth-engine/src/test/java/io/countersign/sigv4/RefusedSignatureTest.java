package io.countersign.sigv4;

import io.countersign.aws.AwsCredentials;
import io.countersign.aws.AwsCredentialsSource;
import io.countersign.request.Authorization;
import io.countersign.request.FakeResponse;
import io.countersign.request.HopResponse;
import io.countersign.secret.Secret;
import io.countersign.token.RecordingLogger;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Which refusals another signature answers, and which are the application's to see. */
final class RefusedSignatureTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final String API = "https://abc.execute-api.eu-west-1.amazonaws.com/prod/orders";

    private final Source source = new Source();
    private final RecordingLogger log = new RecordingLogger();
    private final SigningClock clock = SigningClock.of(Clock.fixed(NOON, ZoneOffset.UTC), log);
    private final SigV4Signer signer = SigV4Signer.of(source, AwsEndpoints.of(null, null), clock, Payload.signed(1024));

    @ParameterizedTest
    @CsvSource({
        "InvalidSignatureException,                                                 600,  20260101T121000Z",
        "InvalidSignatureException,                                                 -600, 20260101T115000Z",
        "InvalidSignatureException:http://internal.amazon.com/coral/com.amazon.coral.service/, 61, 20260101T120101Z",
        "com.amazon.coral.service#RequestExpired,                                   600,  20260101T121000Z",
        "SignatureDoesNotMatch,                                                     600,  20260101T121000Z",
        "RequestTimeTooSkewed,                                                      -90,  20260101T115830Z",
        "RequestInTheFuture,                                                        -90,  20260101T115830Z",
        "AuthFailure,                                                               86400, 20260102T120000Z",
        ",                                                                          241,  20260101T120401Z",
        "' ',                                                                       -241, 20260101T115559Z",
    })
    void aWrongDateIsPutRightByTheAnswers(@Nullable String type, int seconds, String signedAt) throws IOException {
        assertThat(sign().renew(refusal(type, seconds))).isTrue();

        FakeHop again = FakeHop.of("GET", API, "");
        signer.sign(again);
        assertThat(again.required("X-Amz-Date")).isEqualTo(signedAt);
        assertThat(source.asked).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "InvalidSignatureException, 60",
        "InvalidSignatureException, -60",
        ",                          240",
        "AccessDeniedException,     600",
        "MissingAuthenticationTokenException, 600",
        "ForbiddenException,        -600",
    })
    void anUnrelatedRefusalTeachesNothing(@Nullable String type, int seconds) throws IOException {
        assertThat(sign().renew(refusal(type, seconds))).isFalse();

        FakeHop again = FakeHop.of("GET", API, "");
        signer.sign(again);
        assertThat(again.required("X-Amz-Date")).isEqualTo("20260101T120000Z");
        assertThat(source.asked).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "2026-01-01T13:00:00Z", ""})
    void aDateThatIsNoneTeachesNothing(String date) throws IOException {
        HopResponse refusal =
                new FakeResponse(403, Map.of("x-amzn-errortype", "InvalidSignatureException", "date", date));

        assertThat(sign().renew(refusal)).isFalse();
        assertThat(sign().renew(new FakeResponse(403, Map.of("x-amzn-errortype", "InvalidSignatureException"))))
                .isFalse();
    }

    @Test
    void everyRequestUnderWayWithTheWrongDateIsWorthAnother() throws IOException {
        Authorization one = sign();
        Authorization other = sign();

        assertThat(one.renew(refusal("InvalidSignatureException", 600))).isTrue();
        assertThat(other.renew(refusal("InvalidSignatureException", 600))).isTrue();
        assertThat(sign().renew(refusal("InvalidSignatureException", 600))).isFalse();
    }

    @Test
    void aClockThatWasSetRightMeanwhileIsBelievedAgain() throws IOException {
        sign().renew(refusal("InvalidSignatureException", 600));

        assertThat(sign().renew(refusal("InvalidSignatureException", 0))).isTrue();

        FakeHop again = FakeHop.of("GET", API, "");
        signer.sign(again);
        assertThat(again.required("X-Amz-Date")).isEqualTo("20260101T120000Z");
        assertThat(log.lines())
                .containsExactly(
                        "WARN this host's clock is 600 s behind that of AWS; signatures allow for it, other software may"
                                + " not: set the clock right",
                        "INFO this host's clock agrees with that of AWS again; signatures are dated by it");
    }

    @ParameterizedTest
    @CsvSource({"9, PT0S", "-9, PT0S", "10, PT10S"})
    void aFewSecondsAreNoiseAndTheLocalClockIsTheBetterOne(int seconds, Duration offset) throws IOException {
        sign().renew(refusal("InvalidSignatureException", 600));

        assertThat(sign().renew(refusal("InvalidSignatureException", seconds))).isTrue();
        assertThat(clock.offset()).isEqualTo(offset);
    }

    @Test
    void aDateThatIsFurtherOffThanACertificateLivesIsNotBelievedAndWarnedOfOnce() throws IOException {
        int longest = (int) Duration.ofDays(397).toSeconds();
        for (int far : new int[] {longest + 1, -longest - 1}) {
            assertThat(sign().renew(refusal("InvalidSignatureException", far))).isFalse();
            assertThat(sign().renew(refusal(null, far))).isFalse();
        }
        assertThat(clock.offset()).isZero();
        assertThat(log.lines())
                .containsExactly("WARN a service that refused a signature dates its answer 397 days after this host's"
                        + " clock, which is not believed; set the clock right, or find out who answered");

        assertThat(sign().renew(refusal("InvalidSignatureException", longest))).isTrue();
    }

    @Test
    void anAbsurdDateLeavesWhatWasLearnedBefore() throws IOException {
        sign().renew(refusal("InvalidSignatureException", 600));

        assertThat(sign().renew(refusal("InvalidSignatureException", 1_000_000_000)))
                .isFalse();
        assertThat(clock.offset()).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void signersThatShareAClockShareWhatItLearned() throws IOException {
        sign().renew(refusal("InvalidSignatureException", 600));

        FakeHop elsewhere = FakeHop.of("GET", "https://abc.lambda-url.eu-west-1.on.aws/", "");
        SigV4Signer.of(source, AwsEndpoints.of(null, null), clock, Payload.signed(1024))
                .sign(elsewhere);
        assertThat(elsewhere.required("X-Amz-Date")).isEqualTo("20260101T121000Z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ExpiredTokenException",
                "ExpiredToken",
                "UnrecognizedClientException",
                "InvalidClientTokenId",
                "com.amazon.coral.service#ExpiredTokenException:http://internal.amazon.com/"
            })
    void credentialsThatAreNoLongerTakenAreRenewed(String type) throws IOException {
        assertThat(sign().renew(refusal(type, 0))).isTrue();
        assertThat(source.rejected).isEqualTo(source.credentials);

        source.renewable = false;
        assertThat(sign().renew(refusal(type, 0))).isFalse();
    }

    @Test
    void aSessionPastItsEndIsRenewedWhateverTheAnswerSays() throws IOException {
        source.credentials = session(NOON);
        assertThat(sign().renew(refusal("AccessDeniedException", 0))).isTrue();
        assertThat(source.asked).isEqualTo(1);

        source.credentials = session(NOON.plusSeconds(1));
        assertThat(sign().renew(refusal("AccessDeniedException", 0))).isFalse();
        assertThat(source.asked).isEqualTo(1);
    }

    @Test
    void theEndOfASessionIsCountedByTheClockThatWasPutRight() throws IOException {
        source.credentials = session(NOON.plusSeconds(300));
        sign().renew(refusal("InvalidSignatureException", 600));

        assertThat(sign().renew(refusal("AccessDeniedException", 600))).isTrue();
        assertThat(source.asked).isEqualTo(1);
    }

    @Test
    void otherStatusesOfTheRuleAskForOtherCredentialsWithoutADate() throws IOException {
        assertThat(sign().renew(FakeResponse.of(401))).isTrue();
        assertThat(source.asked).isEqualTo(1);
        assertThat(clock.offset()).isEqualTo(Duration.ZERO);
    }

    private Authorization sign() throws IOException {
        return signer.sign(FakeHop.of("GET", API, ""));
    }

    private static AwsCredentials session(Instant end) {
        return AwsCredentials.of("ASIAEXAMPLE", Secret.of("K7MDENG"), Secret.of("session"), end);
    }

    /** A 403 from a service whose clock is so many seconds ahead of noon. */
    private static HopResponse refusal(@Nullable String type, int seconds) {
        Map<String, String> headers = new HashMap<>();
        headers.put(
                "date",
                DateTimeFormatter.RFC_1123_DATE_TIME.format(
                        NOON.plusSeconds(seconds).atOffset(ZoneOffset.UTC)));
        if (type != null) {
            headers.put("x-amzn-errortype", type);
        }
        return new FakeResponse(403, headers);
    }

    /** Counts how often it is asked for others. */
    private static final class Source implements AwsCredentialsSource {
        private AwsCredentials credentials = session(NOON.plusSeconds(3600));
        private @Nullable AwsCredentials rejected;
        private boolean renewable = true;
        private int asked;

        @Override
        public AwsCredentials current() {
            return credentials;
        }

        @Override
        public boolean renew(AwsCredentials refused) {
            asked++;
            rejected = refused;
            return renewable;
        }
    }
}
