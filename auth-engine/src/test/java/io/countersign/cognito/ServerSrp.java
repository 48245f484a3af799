package io.countersign.cognito;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The server's side of SRP, written apart from the client's: it computes in hexadecimal text, takes S from the verifier,
 * and derives N from pi by the formula of RFC 3526 instead of its digits.
 */
final class ServerSrp {

    static final BigInteger N = prime();
    static final BigInteger GENERATOR = BigInteger.TWO;
    private static final BigInteger MULTIPLIER = sha256("00" + N.toString(16) + "02");

    private final String poolUser;
    private final BigInteger verifier;
    private final BigInteger b;

    /** @param poolUser the pool's name and the user's, without anything between */
    ServerSrp(String poolUser, String password, BigInteger salt, BigInteger b) {
        this.poolUser = poolUser;
        String inner = hex(digest((poolUser + ":" + password).getBytes(StandardCharsets.UTF_8)));
        this.verifier = GENERATOR.modPow(sha256(padded(salt) + inner), N);
        this.b = b;
    }

    BigInteger publicB() {
        return MULTIPLIER.multiply(verifier).add(GENERATOR.modPow(b, N)).mod(N);
    }

    BigInteger scrambler(BigInteger publicA) {
        return sha256(padded(publicA) + padded(publicB()));
    }

    BigInteger secret(BigInteger publicA) {
        return publicA.multiply(verifier.modPow(scrambler(publicA), N)).modPow(b, N);
    }

    String signature(BigInteger publicA, byte[] secretBlock, String timestamp) {
        byte[] extracted = mac(bytes(padded(scrambler(publicA))), padded(secret(publicA)));
        String label = hex("Caldera Derived Key".getBytes(StandardCharsets.UTF_8)) + "01";
        byte[] key = HexFormat.of().parseHex(hex(mac(extracted, label)).substring(0, 32));
        String message = hex(poolUser.getBytes(StandardCharsets.UTF_8))
                + hex(secretBlock)
                + hex(timestamp.getBytes(StandardCharsets.UTF_8));
        return Base64.getEncoder().encodeToString(mac(key, message));
    }

    private static String padded(BigInteger value) {
        String digits = value.toString(16);
        if (digits.length() % 2 == 1) {
            return "0" + digits;
        }
        return "89abcdef".indexOf(digits.charAt(0)) >= 0 ? "00" + digits : digits;
    }

    private static byte[] mac(byte[] key, String hexMessage) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(bytes(hexMessage));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static BigInteger sha256(String hex) {
        return new BigInteger(hex(digest(bytes(hex))), 16);
    }

    private static byte[] digest(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    /** 2^3072 - 2^3008 - 1 + 2^64 * ([2^2942 pi] + 1690314). */
    private static BigInteger prime() {
        BigInteger one = BigInteger.ONE;
        BigInteger unity = one.shiftLeft(2942 + 64);
        BigInteger pi = arctan(5, unity)
                .multiply(BigInteger.valueOf(4))
                .subtract(arctan(239, unity))
                .multiply(BigInteger.valueOf(4))
                .shiftRight(64);
        return one.shiftLeft(3072)
                .subtract(one.shiftLeft(3008))
                .subtract(one)
                .add(pi.add(BigInteger.valueOf(1_690_314)).shiftLeft(64));
    }

    /** arctan(1/x) in units of 1/unity, by its power series. */
    private static BigInteger arctan(int x, BigInteger unity) {
        BigInteger square = BigInteger.valueOf((long) x * x);
        BigInteger power = unity.divide(BigInteger.valueOf(x));
        BigInteger sum = power;
        for (int n = 3; power.signum() != 0; n += 2) {
            power = power.divide(square).negate();
            sum = sum.add(power.divide(BigInteger.valueOf(n)));
        }
        return sum;
    }
}
