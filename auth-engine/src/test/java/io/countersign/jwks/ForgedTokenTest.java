package io.countersign.jwks;

import io.countersign.request.AuthenticationException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.countersign.jwks.Pool.KEY;
import static io.countersign.jwks.Pool.accessClaims;
import static io.countersign.jwks.SigningKey.base64;
import static io.countersign.jwks.SigningKey.utf8;
import static org.assertj.core.api.Assertions.assertThat;

/** What nobody but the issuer can make, and texts that are no tokens at all. */
final class ForgedTokenTest {

    private static final String TOKEN = KEY.sign(accessClaims());
    private static final String ENDPOINT = "make sure that the endpoint is Amazon Cognito's";

    private final Pool pool = Pool.publishing(KEY);

    @Property(tries = 2000)
    void anotherBitAnywhereAndItDoesNotVerify(
            @ForAll @IntRange(max = 9_999) int place, @ForAll @IntRange(max = 7) int bit) {
        StringBuilder text = new StringBuilder(TOKEN);
        int index = place % text.length();
        text.setCharAt(index, (char) (text.charAt(index) ^ 1 << bit));
        pool.refuses(text.toString());
    }

    @Property(tries = 500)
    void noTextBesidesATokenVerifiesOrBreaksTheVerifier(@ForAll String text) {
        pool.refuses(text);
        pool.refuses(base64(utf8(text)) + "." + base64(utf8(text)) + ".");
        pool.refuses(KEY.sign(text, "{}"));
        pool.refuses(KEY.sign(SigningKey.json(KEY.header()), text));
    }

    @Test
    void noCharacterHasASecondSpelling() throws AuthenticationException {
        pool.verifyAccess(TOKEN);
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_+/= \n";
        int end = TOKEN.length() - 1;
        for (int i = 0; i < alphabet.length(); i++) {
            char c = alphabet.charAt(i);
            if (c != TOKEN.charAt(end)) {
                pool.refuses(TOKEN.substring(0, end) + c);
            }
            pool.refuses(TOKEN + c);
        }
    }

    @Test
    void aChangedPayloadDoesNotVerify() {
        String[] parts = TOKEN.split("\\.", -1);
        String admin = base64(utf8(SigningKey.json(accessClaims("scope", "admin"))));
        pool.refuses(parts[0] + "." + admin + "." + parts[2])
                .withMessage("the access token does not verify: its signature does not fit its content; " + ENDPOINT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "None", "", "HS256", "RS384", "PS256", "ES256", "rs256"})
    void noOtherAlgorithmIsTried(String algorithm) {
        String header = SigningKey.json(Map.of("alg", algorithm, "kid", KEY.id()));
        pool.refuses(KEY.sign(header, SigningKey.json(accessClaims())))
                .withMessageContaining("not signed by the algorithm RS256")
                .withMessageContaining(ENDPOINT);
        assertThat(pool.fetches).hasValue(0);
    }

    @Test
    void withoutASignatureItDoesNotVerify() {
        pool.refuses(TOKEN.substring(0, TOKEN.lastIndexOf('.') + 1));
        pool.refuses(unsigned("none"));
        pool.refuses(unsigned("RS256"));
    }

    @Test
    void thePublicKeyIsNoSecretToSignWith() throws GeneralSecurityException {
        for (String algorithm : List.of("HS256", "RS256")) {
            String content = unsigned(algorithm).replaceAll("\\.$", "");
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(KEY.pair().getPublic().getEncoded(), "HmacSHA256"));
            pool.refuses(content + "." + base64(mac.doFinal(content.getBytes(StandardCharsets.US_ASCII))));
        }
    }

    @Test
    void theIdentifierOfAKeyIsNotTheKey() {
        pool.refuses(SigningKey.of(KEY.id()).sign(accessClaims())).withMessageContaining("signature");
    }

    @Test
    void aKeyThatTheTokenBringsAlongIsNotUsed() {
        SigningKey own = SigningKey.of("own");
        Map<String, Object> header = own.header();
        header.put("jwk", own.jwk());
        header.put("jku", "https://example.org/jwks.json");
        pool.refuses(own.sign(SigningKey.json(header), SigningKey.json(accessClaims())))
                .withMessageContaining("does not publish");
        header.put("kid", KEY.id());
        pool.refuses(own.sign(SigningKey.json(header), SigningKey.json(accessClaims())))
                .withMessageContaining("signature");
    }

    @Test
    void criticalExtensionsAreNotUnderstood() {
        String header = "{\"alg\":\"RS256\",\"kid\":\"current\",\"crit\":[\"b64\"],\"b64\":false}";
        pool.refuses(KEY.sign(header, SigningKey.json(accessClaims()))).withMessageContaining("critical");
    }

    @Test
    void aTokenNamesItsKey() {
        pool.refuses(KEY.sign("{\"alg\":\"RS256\"}", SigningKey.json(accessClaims())))
                .withMessageContaining("names no key");
    }

    @Test
    void aNameThatOccursTwiceIsRefused() {
        String header = "{\"alg\":\"RS256\",\"kid\":\"current\",\"alg\":\"RS256\"}";
        pool.refuses(KEY.sign(header, SigningKey.json(accessClaims()))).withMessageContaining("not a signed");
        String twice = SigningKey.json(accessClaims()).replace("{", "{\"token_use\":\"access\",");
        pool.refuses(KEY.sign(SigningKey.json(KEY.header()), twice)).withMessageContaining("not a signed");
    }

    @Test
    void claimsAreOneObjectAndNothingElse() {
        String header = SigningKey.json(KEY.header());
        pool.refuses(KEY.sign(header, SigningKey.json(accessClaims()) + "{}")).withMessageContaining("not a signed");
    }

    @Test
    void eachTruncationIsRefused() {
        for (int length = 0; length < TOKEN.length(); length++) {
            pool.refuses(TOKEN.substring(0, length));
        }
        pool.refuses(TOKEN.substring(1));
    }

    @Test
    void anEmptyTokenIsRefused() {
        pool.refuses("")
                .withMessage("the access token does not verify: it is not a signed JSON Web Token; " + ENDPOINT);
        pool.refuses("..");
        pool.refuses("...");
    }

    @Test
    void aMebibyteIsNoToken() {
        String padding = "A".repeat(1024 * 1024);
        pool.refuses(padding).withMessageContaining("longer than any token");
        pool.refuses(KEY.sign(accessClaims("padding", padding))).withMessageContaining("longer than any token");
        assertThat(pool.fetches).hasValue(0);
    }

    @Test
    void deeplyNestedJsonBreaksNothing() {
        pool.refuses(KEY.sign("[".repeat(20_000), "{}"));
        pool.refuses(KEY.sign("{\"a\":".repeat(5_000), "{}"));
        pool.refuses(KEY.sign(SigningKey.json(KEY.header()), "{\"a\":" + "[".repeat(20_000)));
    }

    @Test
    void noMessageQuotesTheToken() {
        String forged = KEY.sign(Map.of("iss", "canary-iss", "sub", "canary-sub", "kid", "canary"));
        pool.refuses(forged).withMessageNotContaining("canary");
        String unknown = SigningKey.of("canary").sign(accessClaims());
        pool.refuses(unknown).withMessageNotContaining("canary");
    }

    private static String unsigned(String algorithm) {
        String header = SigningKey.json(Map.of("alg", algorithm, "kid", KEY.id()));
        return base64(utf8(header)) + "." + base64(utf8(SigningKey.json(accessClaims()))) + ".";
    }
}
