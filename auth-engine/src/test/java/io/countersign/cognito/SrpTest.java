package io.countersign.cognito;

import io.countersign.request.AuthenticationException;
import io.countersign.secret.Secret;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Both sides agree whatever the numbers look like, unsafe numbers are refused, and timestamps are what Cognito takes. */
final class SrpTest {

    /** A value whose hexadecimal form is to have an odd length or a zero byte in front. */
    enum Shortened {
        A,
        B,
        U,
        S,
        SALT,
        NONE
    }

    @Test
    void theGroupIsTheOneOfRfc3526() {
        assertThat(Srp.N).isEqualTo(ServerSrp.N);
        assertThat(Srp.N.isProbablePrime(20)).isTrue();
    }

    @Property(tries = 60)
    void bothSidesAgree(
            @ForAll long seed,
            @ForAll @StringLength(min = 1, max = 40) String username,
            @ForAll @StringLength(max = 40) String password,
            @ForAll Shortened shortened)
            throws Exception {
        Random random = new Random(seed);
        BigInteger a = shortened == Shortened.A
                ? BigInteger.valueOf(1 + random.nextInt(3000)) // A = 2^a, far below N
                : new BigInteger(1024, random);
        BigInteger salt = new BigInteger(shortened == Shortened.SALT ? 1 + random.nextInt(120) : 128, random);
        byte[] secretBlock = new byte[48];
        random.nextBytes(secretBlock);
        ServerSrp server =
                server(b -> new ServerSrp("pool" + username, password, salt, b), shortened, Srp.A(a), random);

        SrpChallenge challenge = challenge(username, server.publicB(), salt, secretBlock);
        String timestamp = SrpHandshake.timestamp(Instant.ofEpochSecond(random.nextInt(Integer.MAX_VALUE)));
        assertThat(SrpHandshake.of(a).signature(challenge, "pool" + username, Secret.of(password), timestamp))
                .isEqualTo(server.signature(Srp.A(a), secretBlock, timestamp));
    }

    @Test
    void aPublicValueOfZeroIsRefused() {
        BigInteger one = BigInteger.ONE;
        for (BigInteger unsafe : new BigInteger[] {BigInteger.ZERO, Srp.N, Srp.N.shiftLeft(1)}) {
            assertThatThrownBy(() -> Srp.S(one, unsafe, one, one)).hasMessageContaining("give the log-in away");
        }
        assertThatThrownBy(() -> Srp.S(one, one, BigInteger.ZERO, one)).isInstanceOf(AuthenticationException.class);
    }

    @Test
    void aSecretNumberOfZeroIsDrawnAgain() {
        SecureRandom zeroAtFirst = new SecureRandom() {
            private static final long serialVersionUID = 1L;
            private boolean first = true;

            @Override
            public void nextBytes(byte[] bytes) {
                Arrays.fill(bytes, (byte) (first ? 0 : 7));
                first = false;
            }
        };
        BigInteger sevens = new BigInteger("07".repeat(128), 16);
        assertThat(SrpHandshake.draw(zeroAtFirst).srpA())
                .isEqualTo(Srp.A(sevens).toString(16));
    }

    @Test
    void twoLogInsShareNoNumber() {
        SecureRandom random = new SecureRandom();
        assertThat(SrpHandshake.draw(random).srpA())
                .isNotEqualTo(SrpHandshake.draw(random).srpA());
    }

    @Test
    void timestampsAreEnglishInUtcWithoutAZeroBeforeTheDay() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            assertThat(SrpHandshake.timestamp(Instant.parse("2022-01-01T00:00:00Z")))
                    .isEqualTo("Sat Jan 1 00:00:00 UTC 2022");
            assertThat(SrpHandshake.timestamp(Instant.parse("2026-11-22T23:59:09Z")))
                    .isEqualTo("Sun Nov 22 23:59:09 UTC 2026");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void everyMonthAndDayHasThreeLetters() {
        List<String> months =
                List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");
        for (int month = 1; month <= 12; month++) {
            Instant day = ZonedDateTime.of(2026, month, month, 1, 2, 3, 0, ZoneOffset.UTC)
                    .toInstant();
            assertThat(SrpHandshake.timestamp(day))
                    .matches("[SMTWF][a-z]{2} " + months.get(month - 1) + " " + month + " 01:02:03 UTC 2026");
        }
    }

    @Test
    void aChallengeThatIsNoneIsATerminalErrorWithoutItsValues() {
        assertThatThrownBy(() -> SrpChallenge.of("PASSWORD_VERIFIER", Map.of("USER_ID_FOR_SRP", "svc")))
                .hasMessageContaining("SRP_B is missing");
        assertThatThrownBy(
                        () -> SrpChallenge.of("PASSWORD_VERIFIER", Map.of("USER_ID_FOR_SRP", "svc", "SRP_B", "v4lue")))
                .isInstanceOfSatisfying(
                        AuthenticationException.class,
                        e -> assertThat(e.kind()).isEqualTo(AuthenticationException.Kind.TERMINAL))
                .hasMessageContaining("a parameter is no number")
                .hasMessageNotContaining("v4lue");
    }

    private static SrpChallenge challenge(String username, BigInteger publicB, BigInteger salt, byte[] secretBlock)
            throws AuthenticationException {
        return SrpChallenge.of(
                "PASSWORD_VERIFIER",
                Map.of(
                        "USER_ID_FOR_SRP", username,
                        "SRP_B", publicB.toString(16),
                        "SALT", salt.toString(16),
                        "SECRET_BLOCK", Base64.getEncoder().encodeToString(secretBlock)));
    }

    /** Tries secret numbers of the server, small ones for speed, until the value is short. */
    private static ServerSrp server(
            Function<BigInteger, ServerSrp> serverOf, Shortened shortened, BigInteger publicA, Random random) {
        while (true) {
            ServerSrp server =
                    serverOf.apply(BigInteger.valueOf(random.nextInt(1_000_000)).setBit(24));
            int digits = switch (shortened) {
                case A, SALT, NONE -> 0;
                case B -> server.publicB().toString(16).length() - 767;
                case U -> server.scrambler(publicA).toString(16).length() - 63;
                case S -> server.secret(publicA).toString(16).length() - 767;
            };
            if (digits <= 0) {
                return server;
            }
        }
    }
}
