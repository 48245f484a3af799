package io.countersign.counterpart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Issues and checks JSON Web Tokens as a Cognito user pool does: RS256 (RFC 7518), with Cognito's claims. */
public final class TokenIssuer {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final String issuer;
    private final Clock clock;
    private final SigningKeys keys = new SigningKeys();
    private volatile TokenFlaw flaw = TokenFlaw.NONE;

    private TokenIssuer(String issuer, Clock clock) {
        this.issuer = issuer;
        this.clock = clock;
    }

    /** An issuer with keys of its own. */
    public static TokenIssuer of(String issuer, Clock clock) {
        return new TokenIssuer(issuer, clock);
    }

    /** A token for {@code access}. */
    public String accessToken(String user, String clientId, Duration lifetime) {
        ObjectNode claims = claims(user, lifetime);
        claims.put("token_use", flaw == TokenFlaw.WRONG_USE ? "id" : "access");
        claims.put("client_id", flaw == TokenFlaw.WRONG_CLIENT ? "another-client" : clientId);
        claims.put("username", user);
        claims.put("scope", "aws.cognito.signin.user.admin");
        return token(claims, keys.current("access"));
    }

    /** A token for {@code access} of a client in its own name. */
    public String clientToken(String clientId, List<String> scopes, Duration lifetime) {
        ObjectNode claims = claims(clientId, lifetime);
        claims.put("token_use", flaw == TokenFlaw.WRONG_USE ? "id" : "access");
        claims.put("client_id", clientId);
        claims.put("scope", String.join(" ", scopes));
        return token(claims, keys.current("access"));
    }

    /** The scopes of a token, whoever signed it. */
    public static String scope(String token) {
        try {
            return JSON.readTree(decoded(token.split("\\.", -1)[1]))
                    .path("scope")
                    .asText();
        } catch (IOException e) {
            return "";
        }
    }

    /** A token that tells who the user is. */
    public String idToken(String user, String clientId, Duration lifetime) {
        ObjectNode claims = claims(user, lifetime);
        claims.put("token_use", flaw == TokenFlaw.WRONG_USE ? "access" : "id");
        claims.put("aud", flaw == TokenFlaw.WRONG_CLIENT ? "another-client" : clientId);
        claims.put("cognito:username", user);
        return token(claims, keys.current("id"));
    }

    /** From now on all tokens have this flaw. */
    public void spoil(TokenFlaw instead) {
        this.flaw = instead;
    }

    /** New keys sign from now on; the old ones stay in the key set. */
    public void rollOver() {
        keys.rollOver();
    }

    /** The key set holds only the keys that sign now. */
    public void withdrawOldKeys() {
        keys.withdrawOld();
    }

    /** The public keys as a JSON Web Key Set (RFC 7517). */
    public String jwks() {
        return keys.jwks();
    }

    /** What stands in the claim {@code iss}. */
    public String name() {
        return issuer;
    }

    /** Why a token is no good for this use, empty if it is good. */
    public Optional<String> refusal(String token, String use, String clientId) {
        return refusal(token, claims -> refusal(claims, use, clientId));
    }

    /** Why a token is not signed by this issuer or has expired, empty if it is good for anything. */
    public Optional<String> refusal(String token) {
        return refusal(token, this::refusal);
    }

    private Optional<String> refusal(String token, Function<JsonNode, Optional<String>> ofClaims) {
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3) {
            return Optional.of("not a JWT");
        }
        try {
            JsonNode header = JSON.readTree(decoded(parts[0]));
            Optional<SigningKey> key = keys.named(header.path("kid").asText());
            if (key.isEmpty()
                    || !header.path("alg").asText().equals("RS256")
                    || !key.get().signed(parts[0] + "." + parts[1], decoded(parts[2]))) {
                return Optional.of("not signed by this issuer");
            }
            return ofClaims.apply(JSON.readTree(decoded(parts[1])));
        } catch (IOException | IllegalArgumentException | GeneralSecurityException e) {
            return Optional.of("not a readable JWT");
        }
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
        return refusal(claims);
    }

    private Optional<String> refusal(JsonNode claims) {
        if (!claims.path("iss").asText().equals(issuer)) {
            return Optional.of("of another issuer");
        }
        boolean expired = claims.path("exp").asLong() <= clock.instant().getEpochSecond();
        return expired ? Optional.of("expired") : Optional.empty();
    }

    private ObjectNode claims(String user, Duration lifetime) {
        long now = clock.instant().getEpochSecond();
        byte[] name = user.getBytes(StandardCharsets.UTF_8);
        ObjectNode claims = JSON.createObjectNode();
        claims.put("sub", UUID.nameUUIDFromBytes(name).toString());
        claims.put("iss", flaw == TokenFlaw.WRONG_ISSUER ? issuer + "x" : issuer);
        claims.put("auth_time", now);
        claims.put("iat", now);
        claims.put("exp", flaw == TokenFlaw.EXPIRED ? now - 1 : now + lifetime.toSeconds());
        claims.put("jti", UUID.randomUUID().toString());
        return claims;
    }

    private String token(ObjectNode claims, SigningKey key) {
        return switch (flaw) {
            case OPAQUE -> UUID.randomUUID().toString();
            case UNSIGNED -> content("none", key, claims) + ".";
            case UNKNOWN_KEY -> signed(claims, SigningKey.generate());
            case WRONG_SIGNATURE -> tampered(signed(claims, key));
            case SIGNED_WITH_PUBLIC_KEY -> {
                String content = content("HS256", key, claims);
                byte[] mac = Digests.hmac(key.publicKey(), content.getBytes(StandardCharsets.US_ASCII));
                yield content + "." + BASE64.encodeToString(mac);
            }
            default -> signed(claims, key);
        };
    }

    private static String signed(ObjectNode claims, SigningKey key) {
        String content = content("RS256", key, claims);
        return content + "." + BASE64.encodeToString(key.sign(content));
    }

    private static String content(String algorithm, SigningKey key, ObjectNode claims) {
        ObjectNode header = JSON.createObjectNode()
                .put("kid", key.id())
                .put("alg", algorithm)
                .put("typ", "JWT");
        return encoded(header) + "." + encoded(claims);
    }

    private static String tampered(String token) {
        int dot = token.lastIndexOf('.');
        byte[] signature = decoded(token.substring(dot + 1));
        signature[signature.length - 1] ^= 1;
        return token.substring(0, dot + 1) + BASE64.encodeToString(signature);
    }

    private static String encoded(ObjectNode node) {
        return BASE64.encodeToString(node.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] decoded(String part) {
        return Base64.getUrlDecoder().decode(part);
    }
}
