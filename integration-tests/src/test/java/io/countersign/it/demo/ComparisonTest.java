package io.countersign.it.demo;

import io.countersign.counterpart.SecretLedger;
import io.countersign.it.demo.AppRun.Exchange;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

final class ComparisonTest {

    private final Shop shop = Shop.open(SecretLedger.discarding());

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void aRequestToAForeignHostThatCarriesNothingIsAsExpected() throws IOException {
        Row row = row(foreign(), "200", "200");
        assertThat(row.header()).isEqualTo("none");
        assertThat(row.asExpected()).isTrue();
    }

    @Test
    void aRequestToAForeignHostWithCredentialsIsNot() throws IOException {
        Row row = row(foreign(), "200", "200", "x-api-key", "da2-0123456789");
        assertThat(row.header()).isEqualTo("x-api-key: da2-...(14 chars)");
        assertThat(row.asExpected()).isFalse();
    }

    @Test
    void aCoveredRequestIsExpectedToBeRefusedWithoutTheAgentOnly() throws IOException {
        assertThat(row(covered(), "401", "200", "x-api-key", "a key").asExpected())
                .isTrue();
        assertThat(row(covered(), "200", "200", "x-api-key", "a key").asExpected())
                .isFalse();
        assertThat(row(covered(), "401", "401", "x-api-key", "a key").asExpected())
                .isFalse();
        assertThat(row(covered(), "401", "200").asExpected()).isFalse();
    }

    @Test
    void aRequestThatDidNotArriveIsNotAsExpected() {
        Exchange seen = new Exchange("a client", "GET", foreign(), "200");
        Row row = Comparison.of(shop).rows(List.of(seen), List.of(seen)).get(0);
        assertThat(row.header()).isEqualTo("(did not arrive)");
        assertThat(row.asExpected()).isFalse();
    }

    @Test
    void theHopAfterARedirectHasARowOfItsOwn() {
        Exchange refused = new Exchange("a client", "GET", shop.invoice(), "401");
        Exchange redirected = new Exchange("a client", "GET", shop.invoice(), "200");
        assertThat(Comparison.of(shop).rows(List.of(refused), List.of(redirected)))
                .extracting(row -> row.subject().get(1))
                .containsExactly(
                        "GET /redirect-to?...", "-> " + shop.invoiceFile().getAuthority() + "/7.pdf");
    }

    private URI foreign() {
        return shop.invoiceFile();
    }

    private URI covered() {
        return shop.apis().get(1).at("/v1/articles");
    }

    private Row row(URI uri, String without, String with, String... header) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        if (header.length > 0) {
            connection.setRequestProperty(header[0], header[1]);
        }
        connection.getResponseCode();
        return Comparison.of(shop)
                .rows(
                        List.of(new Exchange("a client", "GET", uri, without)),
                        List.of(new Exchange("a client", "GET", uri, with)))
                .get(0);
    }
}
