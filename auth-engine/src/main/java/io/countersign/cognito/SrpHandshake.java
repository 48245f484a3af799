package io.countersign.cognito;

import io.countersign.request.AuthenticationException;
import io.countersign.secret.Secret;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;

/**
 * Our side of one log-in: a secret number, drawn anew each time, and the proof that it and the password make of the
 * server's challenge.
 *
 * @see <a href="https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-authentication-flow-methods.html">
 *     Authentication flows of Amazon Cognito</a>
 */
final class SrpHandshake {

    private static final int BITS = 1024;

    /** English whatever the JVM's locale is, and no zero before a day of one digit: Cognito refuses all else. */
    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern(
                    "EEE MMM d HH:mm:ss 'UTC' uuuu", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final BigInteger a;
    private final BigInteger publicA;

    private SrpHandshake(BigInteger a) {
        this.a = a;
        this.publicA = Srp.A(a);
    }

    /** N is prime and g is not its multiple, so A is never 0 modulo N; only a = 0 would give everything away. */
    static SrpHandshake draw(SecureRandom random) {
        BigInteger a = new BigInteger(BITS, random);
        return a.signum() == 0 ? draw(random) : of(a);
    }

    static SrpHandshake of(BigInteger a) {
        return new SrpHandshake(a);
    }

    /** The parameter {@code SRP_A}: hexadecimal, without padding. */
    String srpA() {
        return publicA.toString(16);
    }

    /**
     * The parameter {@code PASSWORD_CLAIM_SIGNATURE}.
     *
     * @param user the pool's name followed by {@code USER_ID_FOR_SRP}
     * @param timestamp as sent beside it
     * @throws AuthenticationException if the challenge is unsafe or no challenge at all
     */
    String signature(SrpChallenge challenge, String user, Secret password, String timestamp)
            throws AuthenticationException {
        BigInteger u = Srp.u(publicA, challenge.publicB());
        BigInteger x = Srp.x(challenge.salt(), user, password.reveal());
        byte[] key = Srp.key(Srp.S(a, challenge.publicB(), u, x), u);
        return Base64.getEncoder()
                .encodeToString(Hmac.sha256(key, utf8(user), challenge.secretBlock(), utf8(timestamp)));
    }

    /** The parameter {@code TIMESTAMP}, for instance {@code Sun Nov 1 09:08:07 UTC 2026}. */
    static String timestamp(Instant now) {
        return TIMESTAMP.format(now);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
