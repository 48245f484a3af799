package io.countersign.counterpart;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The server's own one-time passwords are RFC 6238's, and each is good once. */
final class TotpTest {

    private static final byte[] KEY = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);
    private static final String BASE32 = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
    private static final Instant NOW = Instant.parse("2026-11-01T09:08:07Z");
    private static final long WINDOW = NOW.getEpochSecond() / 30;

    private final Totp totp = new Totp(BASE32);

    @ParameterizedTest
    @CsvSource({
        "59, 94287082",
        "1111111109, 07081804",
        "1111111111, 14050471",
        "1234567890, 89005924",
        "2000000000, 69279037",
        "20000000000, 65353130"
    })
    void theVectorsOfAppendixB(long seconds, String code) {
        assertThat(Totp.code(KEY, seconds / 30, 8)).isEqualTo(code);
    }

    @Test
    void theWindowsToEitherSideAreTolerated() throws CognitoException {
        for (long window : new long[] {WINDOW + 1, WINDOW, WINDOW - 1}) {
            totp.use(Totp.code(KEY, window, 6), NOW);
        }
        for (long window : new long[] {WINDOW + 2, WINDOW - 2}) {
            assertThatThrownBy(() -> totp.use(Totp.code(KEY, window, 6), NOW))
                    .hasMessage("Invalid code received for user");
        }
    }

    @Test
    void aCodeIsGoodOnce() throws CognitoException {
        String code = Totp.code(KEY, WINDOW, 6);
        totp.use(code, NOW);
        assertThatThrownBy(() -> totp.use(code, NOW.plus(Duration.ofSeconds(20))))
                .hasMessage("Your software token has already been used once.");
    }

    @Test
    void aSecretOfAnyLengthIsDecoded() throws CognitoException {
        byte[] key = {'f', 'o', 'o', 'b', 'a'};
        new Totp("MZXW6YTB").use(Totp.code(key, WINDOW, 6), NOW);
        byte[] longer = {'f', 'o', 'o', 'b', 'a', 'r'};
        new Totp("MZXW6YTBOI======").use(Totp.code(longer, WINDOW, 6), NOW);
    }
}
