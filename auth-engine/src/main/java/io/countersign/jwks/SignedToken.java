package io.countersign.jwks;

import io.countersign.secret.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.util.Base64;

/**
 * A JSON Web Signature in its compact form (RFC 7515), signed with RS256 (RFC 7518, section 3.3): the one algorithm of
 * Cognito's, and the only one that is ever tried, whatever the token's header asks for.
 */
final class SignedToken {

    /** As the header and the key set name it. */
    static final String RS256 = "RS256";

    /** In characters. Cognito's tokens have some thousand; HTTP servers take headers of 8 or 16 thousand. */
    static final int LONGEST = 64 * 1024;

    private final String keyId;
    private final byte[] content;
    private final String payload;
    private final byte[] signature;

    private SignedToken(String keyId, byte[] content, String payload, byte[] signature) {
        this.keyId = keyId;
        this.content = content;
        this.payload = payload;
        this.signature = signature;
    }

    /** Takes a token apart; nothing is verified yet. */
    static SignedToken of(Secret token) throws Rejection {
        String text = token.reveal();
        if (text.length() > LONGEST) {
            throw Rejection.notOfCognito("it is longer than any token: " + text.length() + " characters");
        }
        String[] parts = text.split("\\.", -1);
        if (parts.length != 3) {
            throw unreadable();
        }
        byte[] signature = decoded(parts[2]);
        String payload = utf8(decoded(parts[1]));
        String keyId = keyId(object(utf8(decoded(parts[0]))));
        byte[] content = (parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII);
        return new SignedToken(keyId, content, payload, signature);
    }

    /** Which of the issuer's keys the token says it is signed with. */
    String keyId() {
        return keyId;
    }

    /** What the issuer said, if it is the owner of that key. */
    JsonObject claims(PublicKey key) throws Rejection {
        if (!isSignedWith(key)) {
            throw Rejection.notOfCognito("its signature does not fit its content");
        }
        return object(payload);
    }

    @Override
    public String toString() {
        return "SignedToken(****)";
    }

    private boolean isSignedWith(PublicKey key) throws Rejection {
        try {
            Signature verifier = Signature.getInstance("SHA256withRSA");
            verifier.initVerify(key);
            verifier.update(content);
            return verifier.verify(signature);
        } catch (SignatureException malformed) {
            return false;
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw Rejection.of("this JVM cannot verify RS256", "allow SHA256withRSA in its security settings");
        }
    }

    private static String keyId(JsonObject header) throws Rejection {
        if (!RS256.equals(header.text("alg"))) {
            throw Rejection.notOfCognito("it is not signed by the algorithm RS256");
        }
        if (header.has("crit")) {
            // RFC 7515, section 4.1.11: what must be understood and is not makes the token invalid.
            throw Rejection.notOfCognito("its header has critical extensions");
        }
        String keyId = header.text("kid");
        if (keyId == null) {
            throw Rejection.notOfCognito("its header names no key");
        }
        return keyId;
    }

    /**
     * Only the one right spelling: the last character of a part has bits to spare, so that a decoder takes several texts for
     * the same bytes.
     */
    private static byte[] decoded(String part) throws Rejection {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(part);
            if (Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(part)) {
                return bytes;
            }
        } catch (IllegalArgumentException garbage) {
            // The same as another spelling.
        }
        throw unreadable();
    }

    private static String utf8(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static JsonObject object(String json) throws Rejection {
        try {
            return JsonObject.parse(json);
        } catch (IOException garbage) {
            throw unreadable();
        }
    }

    private static Rejection unreadable() {
        return Rejection.notOfCognito("it is not a signed JSON Web Token");
    }
}
