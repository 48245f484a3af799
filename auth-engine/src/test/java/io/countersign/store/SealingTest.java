package io.countersign.store;

import io.countersign.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class SealingTest {

    private static final byte[] PLAIN = "tokens".getBytes(StandardCharsets.UTF_8);

    private final Sealing sealing = sealing(32, 1);

    @ParameterizedTest
    @ValueSource(ints = {16, 24, 32})
    void whatIsSealedComesBackWithTheSameKeyAndName(int length) {
        byte[] sealed = sealing(length, 1).seal(PLAIN, "entry");

        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("tokens");
        assertThat(sealing(length, 1).open(sealed, "entry")).isEqualTo(PLAIN);
    }

    @Test
    void nothingIsSealedTwiceAlike() {
        assertThat(sealing.seal(PLAIN, "entry")).isNotEqualTo(sealing.seal(PLAIN, "entry"));
    }

    @Test
    void anotherKeyAnotherEntryOrAnyOtherByteOpensNothing() {
        byte[] sealed = sealing.seal(PLAIN, "entry");

        assertThat(sealing(32, 2).open(sealed, "entry")).isNull();
        assertThat(sealing(16, 1).open(sealed, "entry")).isNull();
        assertThat(sealing.open(sealed, "another")).isNull();
        for (int i = 0; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= 1;
            assertThat(sealing.open(changed, "entry")).isNull();
        }
        for (int length = 0; length < sealed.length; length++) {
            assertThat(sealing.open(java.util.Arrays.copyOf(sealed, length), "entry"))
                    .isNull();
        }
    }

    @Test
    void withoutAKeyEverythingStaysAsItIs() {
        Sealing none = Sealing.of(null, new SecureRandom());

        assertThat(none.open(none.seal(PLAIN, "entry"), "entry")).isEqualTo(PLAIN);
    }

    @Test
    void aStoreBehindItSaysWhatItCannotOpen() throws StoreException {
        FakeStore store = new FakeStore(Clock.systemUTC());
        try (TokenStore.Visit visit = SealedStore.of(store, sealing).visit("entry", Duration.ZERO)) {
            assertThat(visit.read()).isEmpty();
            assertThat(visit.tryLock()).isTrue();
            visit.write(PLAIN);
            assertThat(visit.read()).isEqualTo(PLAIN);
        }
        try (TokenStore.Visit visit = SealedStore.of(store, sealing(32, 2)).visit("entry", Duration.ZERO)) {
            assertThatThrownBy(visit::read)
                    .isInstanceOf(UnreadableEntryException.class)
                    .hasMessage("holds an entry that is damaged or was encrypted with another token-store.key, and is"
                            + " replaced; give all who share the store the same key");
        }
    }

    private static Sealing sealing(int length, int filling) {
        byte[] key = new byte[length];
        java.util.Arrays.fill(key, (byte) filling);
        return Sealing.of(Secret.of(Base64.getEncoder().encodeToString(key)), new SecureRandom());
    }
}
