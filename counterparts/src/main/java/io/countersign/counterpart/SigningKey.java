package io.countersign.counterpart;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;

/** One RSA key pair with its id: signs and verifies RS256 (RFC 7518), and shows its public half (RFC 7517). */
final class SigningKey {

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final KeyPair keys;
    private final String id = UUID.randomUUID().toString();

    /** Made once: hundreds of tests start an issuer, and an RSA key takes up to a second on a busy machine. */
    private static final class First {
        static final KeyPair OF_ACCESS_TOKENS = generatePair();
        static final KeyPair OF_ID_TOKENS = generatePair();

        private First() {}
    }

    private SigningKey(KeyPair keys) {
        this.keys = keys;
    }

    /** A key that nobody else has. */
    static SigningKey generate() {
        return new SigningKey(generatePair());
    }

    /** The key that every issuer of this process begins with, under an id of its own. */
    static SigningKey firstOfAccessTokens() {
        return new SigningKey(First.OF_ACCESS_TOKENS);
    }

    /** As {@link #firstOfAccessTokens}. */
    static SigningKey firstOfIdTokens() {
        return new SigningKey(First.OF_ID_TOKENS);
    }

    private static KeyPair generatePair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    String id() {
        return id;
    }

    byte[] publicKey() {
        return keys.getPublic().getEncoded();
    }

    byte[] sign(String content) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(keys.getPrivate());
            signature.update(content.getBytes(StandardCharsets.US_ASCII));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    boolean signed(String content, byte[] bytes) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(keys.getPublic());
        signature.update(content.getBytes(StandardCharsets.US_ASCII));
        return signature.verify(bytes);
    }

    ObjectNode jwk() {
        RSAPublicKey key = (RSAPublicKey) keys.getPublic();
        return JsonNodeFactory.instance
                .objectNode()
                .put("alg", "RS256")
                .put("e", BASE64.encodeToString(unsigned(key.getPublicExponent())))
                .put("kid", id)
                .put("kty", "RSA")
                .put("n", BASE64.encodeToString(unsigned(key.getModulus())))
                .put("use", "sig");
    }

    private static byte[] unsigned(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    }
}
