package io.countersign.jwks;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A key of an issuer's, made by the JDK, that signs whatever a test wants it to. */
record SigningKey(String id, KeyPair pair) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static SigningKey of(String id) {
        return of(id, 2048);
    }

    static SigningKey of(String id, int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            return new SigningKey(id, generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The members of the public key, as Cognito publishes it. */
    Map<String, Object> jwk() {
        RSAPublicKey key = (RSAPublicKey) pair.getPublic();
        return new TreeMap<>(Map.of(
                "alg",
                "RS256",
                "e",
                base64(unsigned(key.getPublicExponent())),
                "kid",
                id,
                "kty",
                "RSA",
                "n",
                base64(unsigned(key.getModulus())),
                "use",
                "sig"));
    }

    static String jwks(SigningKey... keys) {
        return json(Map.of("keys", List.of(keys).stream().map(SigningKey::jwk).toList()));
    }

    Map<String, Object> header() {
        return new TreeMap<>(Map.of("alg", "RS256", "kid", id));
    }

    String sign(Map<String, ?> claims) {
        return sign(json(header()), json(claims));
    }

    String sign(String header, String claims) {
        String content = base64(utf8(header)) + "." + base64(utf8(claims));
        return content + "." + base64(signature(content));
    }

    private byte[] signature(String content) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(pair.getPrivate());
            signature.update(utf8(content));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] unsigned(BigInteger number) {
        byte[] bytes = new byte[(number.bitLength() + 7) / 8];
        byte[] signed = number.toByteArray();
        System.arraycopy(signed, signed.length - bytes.length, bytes, 0, bytes.length);
        return bytes;
    }
}
