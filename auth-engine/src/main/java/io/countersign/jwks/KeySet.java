package io.countersign.jwks;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The keys of a JSON Web Key Set (RFC 7517) that can verify RS256, by their identifiers. Immutable. */
final class KeySet {

    /** In characters. Cognito's has two keys and less than 1,000. */
    static final int LONGEST = 64 * 1024;

    /** In bits: the least that RFC 7518, section 3.3, allows, and more than anybody signs with. */
    private static final int SMALLEST_MODULUS = 2048;

    private static final int LARGEST_MODULUS = 8192;
    private static final int LARGEST_EXPONENT = 32;

    private final Map<String, PublicKey> keys;

    private KeySet(Map<String, PublicKey> keys) {
        this.keys = keys;
    }

    /** Reads the document. Keys of other kinds and for other uses are passed over, as section 5 of the RFC wants it. */
    static KeySet parse(String document) throws IOException {
        if (document.length() > LONGEST) {
            throw new IOException("the answer is longer than a key set: " + document.length() + " characters");
        }
        Map<String, PublicKey> keys = new HashMap<>();
        for (Object member : members(document)) {
            if (member instanceof JsonObject) {
                add((JsonObject) member, keys);
            }
        }
        if (keys.isEmpty()) {
            throw new IOException("the answer holds no key for RS256");
        }
        return new KeySet(Collections.unmodifiableMap(keys));
    }

    /** The key of that identifier; null if the issuer has none such. */
    @Nullable
    PublicKey get(String keyId) {
        return keys.get(keyId);
    }

    /** What does not parse is not quoted: it may be anything. */
    private static Iterable<?> members(String document) throws IOException {
        try {
            return JsonObject.parse(document).elements("keys");
        } catch (IOException garbage) {
            throw new IOException("the answer is not a JSON Web Key Set");
        }
    }

    private static void add(JsonObject jwk, Map<String, PublicKey> keys) {
        String keyId = jwk.text("kid");
        String modulus = jwk.text("n");
        String exponent = jwk.text("e");
        if (keyId == null || modulus == null || exponent == null || !isForRs256(jwk)) {
            return;
        }
        PublicKey key = key(modulus, exponent);
        if (key != null) {
            keys.put(keyId, key);
        }
    }

    private static boolean isForRs256(JsonObject jwk) {
        return "RSA".equals(jwk.text("kty"))
                && (!jwk.has("use") || "sig".equals(jwk.text("use")))
                && (!jwk.has("key_ops") || jwk.elements("key_ops").contains("verify"))
                && (!jwk.has("alg") || SignedToken.RS256.equals(jwk.text("alg")));
    }

    private static @Nullable PublicKey key(String modulus, String exponent) {
        try {
            BigInteger n = new BigInteger(1, Base64.getUrlDecoder().decode(modulus));
            BigInteger e = new BigInteger(1, Base64.getUrlDecoder().decode(exponent));
            boolean usable = n.bitLength() >= SMALLEST_MODULUS
                    && n.bitLength() <= LARGEST_MODULUS
                    && e.bitLength() > 1
                    && e.bitLength() <= LARGEST_EXPONENT
                    && e.testBit(0);
            return usable ? KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(n, e)) : null;
        } catch (IllegalArgumentException | GeneralSecurityException unusable) {
            return null;
        }
    }
}
