package io.countersign.counterpart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/** Issues and checks JSON Web Tokens as a Cognito user pool does: RS256 (RFC 7518), with Cognito's claims. */
public final class TokenIssuer {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final String issuer;
    private final Clock clock;
    private final KeyPair keys;
    private final String keyId = UUID.randomUUID().toString();

    private TokenIssuer(String issuer, Clock clock, KeyPair keys) {
        this.issuer = issuer;
        this.clock = clock;
        this.keys = keys;
    }

    /** An issuer with a key pair of its own. */
    public static TokenIssuer of(String issuer, Clock clock) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return new TokenIssuer(issuer, clock, generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A token for {@code access}. */
    public String accessToken(String user, String clientId, Duration lifetime) {
        ObjectNode claims = claims(user, "access", lifetime);
        claims.put("client_id", clientId);
        claims.put("username", user);
        claims.put("scope", "aws.cognito.signin.user.admin");
        return signed(claims);
    }

    /** A token that tells who the user is. */
    public String idToken(String user, String clientId, Duration lifetime) {
        ObjectNode claims = claims(user, "id", lifetime);
        claims.put("aud", clientId);
        claims.put("cognito:username", user);
        return signed(claims);
    }

    /** Why a token is no good for this use, empty if it is good. */
    public Optional<String> refusal(String token, String use, String clientId) {
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3) {
            return Optional.of("not a JWT");
        }
        try {
            if (!JSON.readTree(decoded(parts[0])).path("kid").asText().equals(keyId)
                    || !signatureFits(parts[0] + "." + parts[1], decoded(parts[2]))) {
                return Optional.of("not signed by this issuer");
            }
            return refusal(JSON.readTree(decoded(parts[1])), use, clientId);
        } catch (IOException | IllegalArgumentException | GeneralSecurityException e) {
            return Optional.of("not a readable JWT");
        }
    }

    /** The public key as a JSON Web Key Set (RFC 7517). */
    public String jwks() {
        RSAPublicKey key = (RSAPublicKey) keys.getPublic();
        ObjectNode set = JSON.createObjectNode();
        set.putArray("keys")
                .addObject()
                .put("alg", "RS256")
                .put("e", BASE64.encodeToString(unsigned(key.getPublicExponent())))
                .put("kid", keyId)
                .put("kty", "RSA")
                .put("n", BASE64.encodeToString(unsigned(key.getModulus())))
                .put("use", "sig");
        return set.toString();
    }

    private Optional<String> refusal(JsonNode claims, String use, String clientId) {
        String client = claims.path("id".equals(use) ? "aud" : "client_id").asText();
        if (!claims.path("iss").asText().equals(issuer)) {
            return Optional.of("of another issuer");
        }
        if (!claims.path("token_use").asText().equals(use)) {
            return Optional.of("not for this use: " + use + " is asked for");
        }
        if (!client.equals(clientId)) {
            return Optional.of("of another app client");
        }
        boolean expired = claims.path("exp").asLong() <= clock.instant().getEpochSecond();
        return expired ? Optional.of("expired") : Optional.empty();
    }

    private ObjectNode claims(String user, String use, Duration lifetime) {
        long now = clock.instant().getEpochSecond();
        ObjectNode claims = JSON.createObjectNode();
        claims.put(
                "sub",
                UUID.nameUUIDFromBytes(user.getBytes(StandardCharsets.UTF_8)).toString());
        claims.put("iss", issuer);
        claims.put("token_use", use);
        claims.put("auth_time", now);
        claims.put("iat", now);
        claims.put("exp", now + lifetime.toSeconds());
        claims.put("jti", UUID.randomUUID().toString());
        return claims;
    }

    private String signed(ObjectNode claims) {
        ObjectNode header =
                JSON.createObjectNode().put("kid", keyId).put("alg", "RS256").put("typ", "JWT");
        String content = encoded(header) + "." + encoded(claims);
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(keys.getPrivate());
            signature.update(content.getBytes(StandardCharsets.US_ASCII));
            return content + "." + BASE64.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean signatureFits(String content, byte[] bytes) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(keys.getPublic());
        signature.update(content.getBytes(StandardCharsets.US_ASCII));
        return signature.verify(bytes);
    }

    private static String encoded(ObjectNode node) {
        return BASE64.encodeToString(node.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] decoded(String part) {
        return Base64.getUrlDecoder().decode(part);
    }

    private static byte[] unsigned(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    }
}
