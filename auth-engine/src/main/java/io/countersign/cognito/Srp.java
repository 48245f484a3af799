package io.countersign.cognito;

import io.countersign.request.AuthenticationException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * The arithmetic of SRP-6a as Amazon Cognito speaks it: pure functions under the names of RFC 5054. Cognito differs from
 * the RFC in its group (RFC 3526, 3072 bits, generator 2), in SHA-256, and in how numbers become bytes: {@link #pad} is
 * the two's complement and not the width of N.
 */
final class Srp {

    /** RFC 3526, group 15. */
    static final BigInteger N = new BigInteger(
            "FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74"
                    + "020BBEA63B139B22514A08798E3404DDEF9519B3CD3A431B302B0A6DF25F1437"
                    + "4FE1356D6D51C245E485B576625E7EC6F44C42E9A637ED6B0BFF5CB6F406B7ED"
                    + "EE386BFB5A899FA5AE9F24117C4B1FE649286651ECE45B3DC2007CB8A163BF05"
                    + "98DA48361C55D39A69163FA8FD24CF5F83655D23DCA3AD961C62F356208552BB"
                    + "9ED529077096966D670C354E4ABC9804F1746C08CA18217C32905E462E36CE3B"
                    + "E39E772C180E86039B2783A2EC07A28FB5C55DF06F4C52C9DE2BCBF695581718"
                    + "3995497CEA956AE515D2261898FA051015728E5A8AAAC42DAD33170D04507A33"
                    + "A85521ABDF1CBA64ECFB850458DBEF0A8AEA71575D060C7DB3970F85A6E1E4C7"
                    + "ABF5AE8CDB0933D71E8C94E04A25619DCEE3D2261AD2EE6BF12FFA06D98A0864"
                    + "D87602733EC86A64521F2B18177B200CBBE117577A615D6C770988C0BAD946E2"
                    + "08E24FA074E5AB3143DB5BFCE0FD108E4B82D120A93AD2CAFFFFFFFFFFFFFFFF",
            16);

    static final BigInteger g = BigInteger.valueOf(2);
    static final BigInteger k = number(hash(pad(N), pad(g)));

    private static final byte[] KEY_LABEL = "Caldera Derived Key\u0001".getBytes(StandardCharsets.UTF_8);
    private static final int KEY_LENGTH = 16;

    private Srp() {}

    /** Our public value. */
    static BigInteger A(BigInteger a) {
        return g.modPow(a, N);
    }

    /** The scrambler of both public values. */
    static BigInteger u(BigInteger A, BigInteger B) {
        return number(hash(pad(A), pad(B)));
    }

    /** What password and salt come down to; {@code user} is the pool's name followed by the user's. */
    static BigInteger x(BigInteger salt, String user, String password) {
        byte[] credentials = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return number(hash(pad(salt), hash(credentials)));
    }

    /**
     * The secret that both sides arrive at.
     *
     * @throws AuthenticationException if B is 0 modulo N or u is 0: then anybody could know it (RFC 5054, section 2.5.4)
     */
    static BigInteger S(BigInteger a, BigInteger B, BigInteger u, BigInteger x) throws AuthenticationException {
        if (B.mod(N).signum() == 0 || u.signum() == 0) {
            throw AuthenticationException.terminal(
                    "the server's SRP_B would give the log-in away; make sure that the endpoint is Amazon Cognito's",
                    null);
        }
        return B.subtract(k.multiply(g.modPow(x, N))).modPow(a.add(u.multiply(x)), N);
    }

    /** The key for the password's proof: HKDF (RFC 5869) with u as the salt, cut to 16 bytes. */
    static byte[] key(BigInteger S, BigInteger u) {
        byte[] extracted = Hmac.sha256(pad(u), pad(S));
        return Arrays.copyOf(Hmac.sha256(extracted, KEY_LABEL), KEY_LENGTH);
    }

    /** Big-endian, with a zero byte in front where the first bit is set. */
    static byte[] pad(BigInteger value) {
        return value.toByteArray();
    }

    private static BigInteger number(byte[] hash) {
        return new BigInteger(1, hash);
    }

    private static byte[] hash(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java lacks SHA-256", e);
        }
    }
}
