package io.countersign.jwks;

import io.countersign.request.AuthenticationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.countersign.jwks.Pool.KEY;
import static io.countersign.jwks.Pool.NOW;
import static io.countersign.jwks.Pool.accessClaims;
import static io.countersign.token.TokenUse.ACCESS;
import static org.assertj.core.api.Assertions.assertThat;

/** Where the keys come from, how long they are kept, and what happens when they cannot be had. */
final class JwksTest {

    private static final SigningKey NEXT = SigningKey.of("next");
    private static final String TOKEN = KEY.sign(accessClaims());
    private static final String NEXT_TOKEN = NEXT.sign(accessClaims());

    private final Pool pool = Pool.publishing(KEY);

    @Test
    void theKeysAreFetchedOnceForManyTokens() throws AuthenticationException {
        assertThat(pool.fetches).hasValue(0);
        for (int i = 0; i < 100; i++) {
            pool.verifyAccess(TOKEN);
        }
        assertThat(pool.fetches).hasValue(1);
    }

    @Test
    void anUnknownKeyIsLookedUpOnce() throws AuthenticationException {
        pool.verifyAccess(TOKEN);
        pool.publish(() -> SigningKey.jwks(KEY, NEXT));
        Instant later = NOW.plus(IssuerKeys.PAUSE);
        pool.verify(NEXT_TOKEN, ACCESS, later);
        pool.verify(TOKEN, ACCESS, later);
        assertThat(pool.fetches).hasValue(2);
    }

    @Test
    void keysThatChangeRightAfterTheFirstLookUpAreFound() throws AuthenticationException {
        pool.verifyAccess(TOKEN);
        pool.publish(() -> SigningKey.jwks(NEXT));
        pool.verifyAccess(NEXT_TOKEN);
        assertThat(pool.fetches).hasValue(2);
    }

    @Test
    void aWithdrawnKeyIsForgottenWithTheNextLookUp() throws AuthenticationException {
        pool.verifyAccess(TOKEN);
        pool.publish(() -> SigningKey.jwks(NEXT));
        Instant later = NOW.plus(IssuerKeys.PAUSE);
        pool.verify(NEXT_TOKEN, ACCESS, later);
        pool.refuses(TOKEN, ACCESS, later).withMessageContaining("does not publish");
    }

    @Test
    void forgedIdentifiersCauseOneLookUpAMinute() throws AuthenticationException {
        pool.verifyAccess(TOKEN);
        for (int second = 0; second < 600; second++) {
            String forged = KEY.sign("{\"alg\":\"RS256\",\"kid\":\"forged-" + second + "\"}", "{}");
            pool.refuses(forged, ACCESS, NOW.plusSeconds(second)).withMessageContaining("does not publish");
        }
        assertThat(pool.fetches).hasValue(1 + 10);
    }

    @Test
    void keysJustFetchedAreNotFetchedAgainForTheSameToken() {
        pool.refuses(NEXT_TOKEN);
        assertThat(pool.fetches).hasValue(1);
    }

    @Test
    void aClockThatIsSetBackDoesNotMakeThePauseLonger() throws AuthenticationException {
        pool.verifyAccess(TOKEN);
        pool.refuses(NEXT_TOKEN);
        pool.publish(() -> SigningKey.jwks(NEXT));
        pool.refuses(NEXT_TOKEN);
        pool.verify(NEXT_TOKEN, ACCESS, NOW.minus(IssuerKeys.PAUSE));
    }

    @Test
    void manyThreadsWithANewKeyMakeOneLookUp() throws Exception {
        pool.verifyAccess(TOKEN);
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        pool.publish(() -> {
            asked.countDown();
            await(answer);
            return SigningKey.jwks(KEY, NEXT);
        });
        ExecutorService threads = Executors.newFixedThreadPool(50);
        try {
            List<Future<?>> verified = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                verified.add(threads.submit(() -> {
                    pool.verify(NEXT_TOKEN, ACCESS, NOW.plus(IssuerKeys.PAUSE));
                    return null;
                }));
            }
            await(asked);
            pool.verifyAccess(TOKEN);
            answer.countDown();
            for (Future<?> each : verified) {
                each.get(10, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(pool.fetches).hasValue(2);
    }

    @Test
    void aFailedLookUpKeepsTheKeys() throws AuthenticationException {
        pool.verifyAccess(TOKEN);
        pool.publish(() -> {
            throw new IOException("connection reset");
        });
        Instant later = NOW.plus(IssuerKeys.PAUSE);
        pool.cannotTell(NEXT_TOKEN, later).withMessageContaining("connection reset");
        pool.cannotTell(NEXT_TOKEN, later.plusSeconds(59));
        pool.verify(TOKEN, ACCESS, later);
        assertThat(pool.fetches).hasValue(2);

        pool.publish(() -> SigningKey.jwks(NEXT));
        pool.verify(NEXT_TOKEN, ACCESS, later.plus(IssuerKeys.PAUSE));
    }

    @Test
    void withoutKeysNothingCanBeSaidAndTheNextTokenAsksAgain() throws AuthenticationException {
        pool.publish(() -> {
            throw new IOException("no route to host");
        });
        pool.cannotTell(TOKEN, NOW)
                .withMessage("the keys of the user pool cannot be had: java.io.IOException: no route to host;"
                        + " check network, proxy and endpoint")
                .withCauseInstanceOf(IOException.class);
        pool.publish(() -> {
            throw new UncheckedIOException(new IOException("not HTTP"));
        });
        pool.cannotTell(TOKEN, NOW).withMessageContaining("not HTTP");
        pool.publish(() -> SigningKey.jwks(KEY));
        pool.verifyAccess(TOKEN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "{\"keys\":7}",
                "{\"keys\":[]}",
                "{\"keys\":[7,[],null]}",
                "{\"keys\":[{}]}"
            })
    void anAnswerWithoutKeysIsAFailedLookUp(String document) {
        pool.publish(() -> document);
        pool.cannotTell(TOKEN, NOW).withMessageContaining("the answer");
    }

    @Test
    void garbageIsAFailedLookUpAndNotQuoted() {
        pool.publish(() -> "<html>canary</html>");
        pool.cannotTell(TOKEN, NOW)
                .withMessageContaining("not a JSON Web Key Set")
                .withMessageNotContaining("canary");
    }

    @Test
    void fiveMegabytesAreNoKeySet() {
        String padding = " ".repeat(5_000_000);
        pool.publish(() -> SigningKey.jwks(KEY) + padding);
        pool.cannotTell(TOKEN, NOW).withMessageContaining("longer than a key set");
    }

    @Property(tries = 300)
    void noAnswerBreaksTheVerifier(@ForAll String text) {
        pool.publish(() -> text);
        pool.cannotTell(TOKEN, NOW);
    }

    @Test
    void keysThatCannotVerifyRs256ArePassedOver() throws AuthenticationException {
        Map<String, Object> curve = Map.of("kty", "EC", "kid", "ec", "crv", "P-256", "x", "AA", "y", "AA");
        Map<String, Object> broken = NEXT.jwk();
        broken.put("n", "*");
        pool.publish(() -> SigningKey.json(Map.of("keys", List.of(curve, broken, "text", KEY.jwk()))));
        pool.verifyAccess(TOKEN);
        pool.refuses(NEXT_TOKEN);
    }

    @ParameterizedTest
    @CsvSource({
        "kty,EC",
        "use,enc",
        "alg,RS512",
        "alg,HS256",
        "key_ops,encrypt",
        "e,AA",
        "e,BA",
        "e,AQ",
        "e,AQAAAAAAAAAB",
        "n,AQAB"
    })
    void aKeyForSomethingElseDoesNotVerify(String member, String value) {
        Map<String, Object> jwk = NEXT.jwk();
        jwk.put(member, value);
        pool.publish(() -> SigningKey.json(Map.of("keys", List.of(KEY.jwk(), jwk))));
        pool.refuses(NEXT_TOKEN).withMessageContaining("does not publish");
    }

    @Test
    void aKeyNeedNotSayWhatItIsFor() throws AuthenticationException {
        Map<String, Object> jwk = KEY.jwk();
        jwk.keySet().removeAll(List.of("alg", "use"));
        pool.publish(() -> SigningKey.json(Map.of("keys", List.of(jwk))));
        pool.verifyAccess(TOKEN);
    }

    @Test
    void aShortKeyIsPassedOver() {
        SigningKey weak = SigningKey.of("weak", 1024);
        pool.publish(() -> SigningKey.jwks(KEY, weak));
        pool.refuses(weak.sign(accessClaims())).withMessageContaining("does not publish");
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
