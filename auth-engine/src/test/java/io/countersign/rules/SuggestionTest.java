package io.countersign.rules;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

final class SuggestionTest {

    @ParameterizedTest
    @CsvSource({
        "order, orders",
        "oredrs, orders",
        "user-pool, user-pool-id",
        "clientsecret, client-secret",
        "on-failure, on-failure",
        "onfailure, on-failure",
    })
    void findsTheWordThatWasMeant(String word, String meant) {
        assertThat(Suggestion.of(word, Arrays.asList("orders", "user-pool-id", "client-secret", "on-failure", "id")))
                .isEqualTo("; did you mean '" + meant + "'?");
    }

    @ParameterizedTest
    @CsvSource({"catalog", "auth", "x", "ab", "''"})
    void suggestsNothingForAStrangeWord(String word) {
        assertThat(Suggestion.of(word, Arrays.asList("orders", "user-pool-id", "path", "id")))
                .isEmpty();
    }
}
