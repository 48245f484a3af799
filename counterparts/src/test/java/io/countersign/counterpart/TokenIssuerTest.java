package io.countersign.counterpart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The issuer's keys roll over, and what it spoils is really spoilt. */
final class TokenIssuerTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration HOUR = Duration.ofHours(1);

    private final MutableClock clock = new MutableClock(Instant.parse("2026-11-01T09:08:07Z"));
    private final TokenIssuer issuer = TokenIssuer.of("http://issuer", clock);

    @Test
    void accessAndIdTokensHaveKeysOfTheirOwnInTheSet() throws IOException {
        Set<String> keyIds = Set.of(keyId(access()), keyId(issuer.idToken("alice", "client", HOUR)));
        assertThat(keyIds).hasSize(2);
        assertThat(published()).isEqualTo(new TreeSet<>(keyIds));
    }

    @Test
    void newKeysSignAfterARolloverAndOldOnesStayUntilTheyAreWithdrawn() throws IOException {
        String before = access();
        issuer.rollOver();
        String after = access();
        assertThat(published()).hasSize(4).contains(keyId(before), keyId(after));
        assertThat(issuer.refusal(before, "access", "client")).isEmpty();
        issuer.withdrawOldKeys();
        assertThat(published()).hasSize(2).contains(keyId(after)).doesNotContain(keyId(before));
        assertThat(issuer.refusal(before, "access", "client")).hasValue("not signed by this issuer");
        assertThat(issuer.refusal(after, "access", "client")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "OPAQUE, not a JWT",
        "WRONG_SIGNATURE, not signed by this issuer",
        "UNKNOWN_KEY, not signed by this issuer",
        "UNSIGNED, not signed by this issuer",
        "SIGNED_WITH_PUBLIC_KEY, not signed by this issuer",
        "WRONG_ISSUER, of another issuer",
        "WRONG_CLIENT, of another app client",
        "WRONG_USE, not for this use",
        "EXPIRED, expired"
    })
    void eachFlawIsRefusedForWhatItIsAndOnlyWhileItLasts(TokenFlaw flaw, String reason) {
        issuer.spoil(flaw);
        String idToken = issuer.idToken("alice", "client", HOUR);
        assertThat(issuer.refusal(access(), "access", "client").orElse("")).startsWith(reason);
        assertThat(issuer.refusal(idToken, "id", "client").orElse("")).startsWith(reason);
        issuer.spoil(TokenFlaw.NONE);
        assertThat(issuer.refusal(access(), "access", "client")).isEmpty();
    }

    private String access() {
        return issuer.accessToken("alice", "client", HOUR);
    }

    private Set<String> published() throws IOException {
        Set<String> ids = new TreeSet<>();
        for (JsonNode key : JSON.readTree(issuer.jwks()).path("keys")) {
            ids.add(key.path("kid").asText());
        }
        return ids;
    }

    private static String keyId(String token) throws IOException {
        byte[] header = Base64.getUrlDecoder().decode(token.substring(0, token.indexOf('.')));
        return JSON.readTree(header).path("kid").asText();
    }
}
