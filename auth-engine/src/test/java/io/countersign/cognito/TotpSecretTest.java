package io.countersign.cognito;

import io.countersign.secret.Secret;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** One-time codes, against the vectors of RFC 4226 and RFC 6238. */
final class TotpSecretTest {

    /** The secret of both RFCs' vectors, {@code 12345678901234567890} in ASCII. */
    private static final String RFC_SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    /** RFC 6238, appendix B, the SHA-1 rows; its codes have eight digits, ours are their last six. */
    @ParameterizedTest
    @CsvSource({
        "59, 94287082",
        "1111111109, 07081804",
        "1111111111, 14050471",
        "1234567890, 89005924",
        "2000000000, 69279037",
        "20000000000, 65353130"
    })
    void codesAreThoseOfRfc6238(long seconds, String eightDigits) {
        long step = TotpSecret.step(Instant.ofEpochSecond(seconds));
        assertThat(secret(RFC_SECRET).code(step)).isEqualTo(eightDigits.substring(2));
    }

    /** RFC 4226, appendix D. */
    @ParameterizedTest
    @CsvSource({
        "0, 755224",
        "1, 287082",
        "2, 359152",
        "3, 969429",
        "4, 338314",
        "5, 254676",
        "6, 287922",
        "7, 162583",
        "8, 399871",
        "9, 520489"
    })
    void codesAreThoseOfRfc4226(long counter, String code) {
        assertThat(secret(RFC_SECRET).code(counter)).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gezdgnbvgy3tqojqgezdgnbvgy3tqojq",
                "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ",
                "GEZD-GNBV-GY3T-QOJQ-GEZD-GNBV-GY3T-QOJQ\n",
                "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ======"
            })
    void aSecretIsReadHoweverItWasCopied(String copied) {
        assertThat(secret(copied).code(1)).isEqualTo("287082");
    }

    /** RFC 4648, section 10, through the code that the bytes make. */
    @Test
    void lengthsThatDoNotFillTheLastBlockAreRead() {
        assertThat(secret("MY").code(0)).isEqualTo(secret("MY======").code(0));
        assertThat(secret("MZXW6YTBOI").code(0)).isNotEqualTo(secret("MZXW6YTB").code(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3cret-0", "ABC1", "ÄÖÜ", "GEZD=GNBV"})
    void whatIsNotBase32IsRefusedWithoutBeingShown(String text) {
        assertThatThrownBy(() -> secret(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not base 32")
                .hasMessageNotContaining(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "==", "A"})
    void aSecretOfNoBytesIsRefused(String text) {
        assertThatThrownBy(() -> secret(text)).hasMessageContaining("empty");
    }

    @Property
    void everyCodeHasSixDigits(@ForAll long step) {
        assertThat(secret(RFC_SECRET).code(step)).matches("[0-9]{6}");
    }

    @Test
    void itDoesNotPrintItself() {
        assertThat(secret(RFC_SECRET) + "" + OneTimeCodes.of(secret(RFC_SECRET), time -> {}))
                .doesNotContain(RFC_SECRET);
    }

    private static TotpSecret secret(String base32) {
        return TotpSecret.of(Secret.of(base32));
    }
}
