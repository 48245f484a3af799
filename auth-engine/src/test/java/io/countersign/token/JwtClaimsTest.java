package io.countersign.token;

import io.countersign.secret.Secret;
import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

import static io.countersign.token.TestTokens.jwt;
import static org.assertj.core.api.Assertions.assertThat;

/** Reading claims, and not stumbling over what has none. */
final class JwtClaimsTest {

    @Test
    void anAccessTokenTellsItsClaims() {
        JwtClaims claims = JwtClaims.of(jwt("""
                {"sub":"4f","iat":1767225600,"exp":1767229200,"token_use":"access",
                 "nested":{"exp":1},"list":[{"iat":2}],"client_id":"1example","username":"svc-orders"}"""));
        assertThat(claims.issuedAt()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
        assertThat(claims.expiresAt()).isEqualTo(Instant.parse("2026-01-01T01:00:00Z"));
        assertThat(claims.lifetime()).isEqualTo(Duration.ofHours(1));
        assertThat(claims.tokenUse()).isEqualTo("access");
        assertThat(claims.clientId()).isEqualTo("1example");
        assertThat(claims.username()).isEqualTo("svc-orders");
    }

    @Test
    void anIdTokenNamesItsUserInAClaimOfItsOwn() {
        assertThat(JwtClaims.of(jwt("{\"cognito:username\":\"real\",\"username\":\"other\"}"))
                        .username())
                .isEqualTo("real");
    }

    @Test
    void timesMayHaveFractions() {
        assertThat(JwtClaims.of(jwt("{\"exp\":1767229200.75}")).expiresAt())
                .isEqualTo(Instant.parse("2026-01-01T01:00:00Z"));
    }

    @Test
    void timesThatAreNoneAreMissing() {
        for (String exp : new String[] {"\"soon\"", "null", "-5", "1e400", "99999999999999999999", "true", "{}"}) {
            assertThat(JwtClaims.of(jwt("{\"exp\":" + exp + "}")).expiresAt())
                    .as(exp)
                    .isNull();
        }
    }

    @Test
    void brokenJsonHasNoClaimsAtAll() {
        assertThat(JwtClaims.of(jwt("{\"exp\":1767229200,")).expiresAt()).isNull();
        assertThat(JwtClaims.of(jwt("[1]")).expiresAt()).isNull();
        assertThat(JwtClaims.of(jwt("")).expiresAt()).isNull();
        assertThat(JwtClaims.of(Secret.of("a.%%%.c")).expiresAt()).isNull();
    }

    @Property(tries = 500)
    void nothingMakesItThrow(@ForAll String value, @ForAll String payload) {
        assertThat(JwtClaims.of(Secret.of(value)).lifetime()).isNull();
        assertThat(JwtClaims.of(jwt(payload)).lifetime()).isNull();
    }

    @Test
    void valuesAreNotPrinted() {
        assertThat(JwtClaims.of(jwt("{\"email\":\"a@example.com\"}"))).hasToString("JwtClaims([email])");
    }
}
