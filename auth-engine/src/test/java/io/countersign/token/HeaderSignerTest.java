package io.countersign.token;

import io.countersign.request.AuthenticationException;
import io.countersign.request.Authorization;
import io.countersign.request.FakeResponse;
import io.countersign.secret.Secret;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Headers with tokens and keys. */
final class HeaderSignerTest {

    private static final Duration HOUR = Duration.ofHours(1);

    private final CacheRig rig = new CacheRig();
    private final FakeHop hop = new FakeHop();

    @Test
    void prefixAndTokenAreJoinedAsTheyAre() throws Exception {
        rig.give("one", HOUR);
        HeaderSigner.of("Authorization", "Bearer ", rig.cache, TokenUse.ACCESS).sign(hop);
        HeaderSigner.of("X-Token", "", rig.cache, TokenUse.ACCESS).sign(hop);
        assertThat(hop.header("authorization")).isEqualTo("Bearer one");
        assertThat(hop.header("x-token")).isEqualTo("one");
    }

    @Test
    void theIdTokenIsSentWhereTheRuleWantsIt() throws Exception {
        rig.source.give(TestTokens.lasting("one").withId(Token.lasting(Secret.of("identity"))));
        HeaderSigner.of("Authorization", "", rig.cache, TokenUse.ID).sign(hop);
        assertThat(hop.header("Authorization")).isEqualTo("identity");
    }

    @Test
    void aRefusedHopIsWorthAnotherSendAfterARenewal() throws Exception {
        HeaderSigner signer = HeaderSigner.of("Authorization", "Bearer ", rig.cache, TokenUse.ACCESS);
        rig.give("one", HOUR);
        Authorization first = signer.sign(hop);
        rig.give("two", HOUR);
        assertThat(first.renew(FakeResponse.of(401))).isTrue();
        signer.sign(hop);
        assertThat(hop.header("Authorization")).isEqualTo("Bearer two");
        assertThat(first.renew(FakeResponse.of(401))).isTrue();
        assertThat(rig.source.fetches()).isEqualTo(2);
    }

    @Test
    void aHopWithoutATokenIsLeftUnchanged() {
        rig.failTerminally("the password is wrong");
        HeaderSigner signer = HeaderSigner.of("Authorization", "Bearer ", rig.cache, TokenUse.ACCESS);
        assertThatThrownBy(() -> signer.sign(hop)).hasMessage("orders: the password is wrong");
        assertThat(hop.headers()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3cret\nX-Evil: 1", "s3cret\r", "s3cret\0", "s3crét", "\ts3cret", ""})
    void whatNoHeaderCanCarryIsRefusedWithoutBeingShown(String value) {
        rig.source.give(TestTokens.lasting(value));
        HeaderSigner signer = HeaderSigner.of("Authorization", "Bearer ", rig.cache, TokenUse.ACCESS);
        assertThatThrownBy(() -> signer.sign(hop))
                .isInstanceOf(AuthenticationException.class)
                .hasMessageStartingWith("the token or key ")
                .hasMessageContaining("no header can carry")
                .hasMessageNotContaining("cr");
        assertThat(hop.headers()).isEmpty();
    }

    @Test
    void anApiKeyIsSentAndNeverRenewed() throws Exception {
        Authorization sent =
                ApiKeySigner.of("catalog", "x-api-key", Secret.of("da2-key")).sign(hop);
        assertThat(hop.header("X-Api-Key")).isEqualTo("da2-key");
        assertThat(sent.renew(FakeResponse.of(401))).isFalse();
    }

    @Test
    void anApiKeyWithALineEndIsRefused() {
        ApiKeySigner signer = ApiKeySigner.of("catalog", "x-api-key", Secret.of("da2-key\n"));
        assertThatThrownBy(() -> signer.sign(hop))
                .hasMessage("the token or key has the character U+000A at position 8,"
                        + " which no header can carry; check where it comes from");
    }

    @Test
    void nothingPrintsItsSecrets() throws Exception {
        Token token = Token.lasting(Secret.of("s3cret"));
        TokenSet set = TokenSet.of(token)
                .withId(token)
                .withRefreshToken(Secret.of("s3cret"))
                .withAccount("svc");
        rig.source.give(set);
        HeaderSigner signer = HeaderSigner.of("Authorization", "Bearer ", rig.cache, TokenUse.ACCESS);
        signer.sign(hop);
        assertThat(token + " " + set + " " + signer + " " + rig.cache + FixedToken.of(token.value(), rig.clock)
                        + ApiKeySigner.of("catalog", "x-api-key", token.value()))
                .doesNotContain("s3cret");
    }
}
