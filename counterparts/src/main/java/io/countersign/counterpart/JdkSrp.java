package io.countersign.counterpart;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;

/**
 * SRP-6a with SHA-256 over the 3072-bit group (RFC 5054, appendix A), in Cognito's variant: numbers are hashed in the
 * form of {@link BigInteger#toByteArray()}, and the session key goes through HKDF (RFC 5869) with a fixed label.
 */
public final class JdkSrp implements SrpServer {

    static final BigInteger N = new BigInteger("""
            ffffffffffffffffc90fdaa22168c234c4c6628b80dc1cd129024e088a67cc74
            020bbea63b139b22514a08798e3404ddef9519b3cd3a431b302b0a6df25f1437
            4fe1356d6d51c245e485b576625e7ec6f44c42e9a637ed6b0bff5cb6f406b7ed
            ee386bfb5a899fa5ae9f24117c4b1fe649286651ece45b3dc2007cb8a163bf05
            98da48361c55d39a69163fa8fd24cf5f83655d23dca3ad961c62f356208552bb
            9ed529077096966d670c354e4abc9804f1746c08ca18217c32905e462e36ce3b
            e39e772c180e86039b2783a2ec07a28fb5c55df06f4c52c9de2bcbf695581718
            3995497cea956ae515d2261898fa051015728e5a8aaac42dad33170d04507a33
            a85521abdf1cba64ecfb850458dbef0a8aea71575d060c7db3970f85a6e1e4c7
            abf5ae8cdb0933d71e8c94e04a25619dcee3d2261ad2ee6bf12ffa06d98a0864
            d87602733ec86a64521f2b18177b200cbbe117577a615d6c770988c0bad946e2
            08e24fa074e5ab3143db5bfce0fd108e4b82d120a93ad2caffffffffffffffff
            """.replace("\n", ""), 16);
    static final BigInteger G = BigInteger.TWO;
    static final BigInteger K = number(Digests.sha256(concat(N.toByteArray(), G.toByteArray())));

    private static final int KEY_LENGTH = 16;
    private static final byte[] LABEL = "Caldera Derived Key\u0001".getBytes(StandardCharsets.UTF_8);

    private final Random random;

    /** @param random where salts and private values come from */
    public JdkSrp(Random random) {
        this.random = random;
    }

    @Override
    public Exchange begin(String poolName, Account account, String publicA) throws IOException {
        BigInteger a = new BigInteger(publicA, 16);
        if (a.mod(N).signum() == 0) {
            throw new IOException("the client's public value is a multiple of N");
        }
        BigInteger salt = new BigInteger(128, random);
        BigInteger v = G.modPow(privateKey(poolName, account, salt), N);
        BigInteger b = new BigInteger(1024, random);
        BigInteger publicB = K.multiply(v).add(G.modPow(b, N)).mod(N);
        BigInteger u = scramble(a, publicB);
        BigInteger s = a.multiply(v.modPow(u, N)).modPow(b, N);
        return new Exchange(
                salt.toString(16), publicB.toString(16), HexFormat.of().formatHex(sessionKey(s, u)));
    }

    static BigInteger scramble(BigInteger publicA, BigInteger publicB) {
        return number(Digests.sha256(concat(publicA.toByteArray(), publicB.toByteArray())));
    }

    static BigInteger privateKey(String poolName, Account account, BigInteger salt) {
        String identity = poolName + account.userId() + ":" + account.password();
        byte[] inner = Digests.sha256(identity.getBytes(StandardCharsets.UTF_8));
        return number(Digests.sha256(concat(salt.toByteArray(), inner)));
    }

    static byte[] sessionKey(BigInteger s, BigInteger u) {
        byte[] extracted = Digests.hmac(u.toByteArray(), s.toByteArray());
        return Arrays.copyOf(Digests.hmac(extracted, LABEL), KEY_LENGTH);
    }

    private static BigInteger number(byte[] magnitude) {
        return new BigInteger(1, magnitude);
    }

    private static byte[] concat(byte[] first, byte[] second) {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(first);
        both.writeBytes(second);
        return both.toByteArray();
    }
}
