package io.countersign.jwks;

import io.countersign.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/** The claim at_hash of an ID token: which access token came with it (OpenID Connect Core 1.0, section 3.1.3.6). */
final class AccessTokenHash {

    private static final String CLAIM = "at_hash";

    private AccessTokenHash() {}

    /** Fine if the ID token says nothing of the kind. */
    static void check(JsonObject idClaims, Secret accessToken) throws Rejection {
        if (idClaims.has(CLAIM) && !of(accessToken).equals(idClaims.text(CLAIM))) {
            throw Rejection.notOfCognito("it came with another access token than it says (at_hash)");
        }
    }

    /** With RS256 it is the left half of SHA-256. */
    private static String of(Secret accessToken) throws Rejection {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            byte[] digest = sha256.digest(accessToken.reveal().getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, digest.length / 2));
        } catch (NoSuchAlgorithmException e) {
            throw Rejection.of("this JVM cannot compute SHA-256", "allow SHA-256 in its security settings");
        }
    }
}
