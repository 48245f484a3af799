package io.countersign.store;

import io.countersign.request.AuthenticationException;
import io.countersign.secret.Secret;
import io.countersign.token.Token;
import io.countersign.token.TokenSet;
import io.countersign.token.TokenUse;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class EntryFormatTest {

    private static final Instant NOW = Instant.parse("2026-01-05T00:00:00Z");

    private final TokenSet tokens = TokenSet.of(Token.expiring(Secret.of("a\"\n\u20ac"), NOW, NOW.plusSeconds(60)))
            .withId(Token.lasting(Secret.of("i")))
            .withRefreshToken(Secret.of("r"))
            .withAccount("Ä");

    @Test
    void everythingComesBack() throws StoreException {
        StoredEntry entry = EntryFormat.read(EntryFormat.write(StoredEntry.of(tokens, 1_000)));
        TokenSet read = requireNonNull(entry.tokens(11_000, NOW));

        assertThat(read.access().value()).isEqualTo(tokens.access().value());
        assertThat(read.access().issuedAt()).isEqualTo(NOW);
        assertThat(read.access().expiresAt()).isEqualTo(NOW.plusSeconds(50));
        assertThat(requireNonNull(read.get(TokenUse.ID)).expiresAt()).isNull();
        assertThat(read.refreshToken()).isEqualTo(Secret.of("r"));
        assertThat(read.account()).isEqualTo("Ä");
        assertThat(entry.failure()).isNull();
    }

    @Test
    void aFailureComesBackForTheSameSecretsOnly() throws StoreException {
        AuthenticationException failure = AuthenticationException.terminal("the password is wrong", null);
        Secret password = Secret.of("hunter2");
        StoredEntry entry = StoredEntry.of(tokens, 1_000)
                .withFailure(SharedFailure.of(failure, 2_000, password, new SecureRandom()));
        byte[] bytes = EntryFormat.write(entry);
        SharedFailure read = requireNonNull(EntryFormat.read(bytes).failure());

        assertThat(read.concerns(2_000, password)).isTrue();
        assertThat(read.concerns(32_000, password)).isTrue();
        assertThat(read.concerns(32_001, password)).isFalse();
        assertThat(read.concerns(2_000, Secret.of("hunter3"))).isFalse();
        assertThat(read.exception().kind()).isEqualTo(AuthenticationException.Kind.TERMINAL);
        assertThat(new String(bytes, StandardCharsets.UTF_8)).doesNotContain("hunter2");
    }

    @Test
    void nothingAtAllIsNoEntry() throws StoreException {
        assertThat(EntryFormat.read(new byte[0]).access()).isNull();
    }

    @Property
    void whateverStandsThereIsReadOrSaidToBeDamaged(@ForAll byte[] bytes) {
        try {
            assertThat(EntryFormat.read(bytes)).isNotNull();
        } catch (UnreadableEntryException e) {
            assertThat(e)
                    .hasMessage("holds an entry that is damaged, and is replaced")
                    .hasNoCause();
        }
    }

    @Property
    void anEntryThatWasCutOffIsDamaged(@ForAll @StringLength(max = 40) String value) {
        byte[] bytes = EntryFormat.write(StoredEntry.of(TokenSet.of(Token.lasting(Secret.of("t" + value))), 1));

        for (int length = 1; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> EntryFormat.read(cut)).isInstanceOf(UnreadableEntryException.class);
        }
    }

    @Test
    void nothingPrintsASecret() {
        StoredEntry entry = StoredEntry.of(tokens, 1);

        assertThat(entry.toString()).doesNotContain("\u20ac").contains("****");
        assertThat(requireNonNull(entry.access()).toString()).doesNotContain("\u20ac");
    }
}
