package io.countersign.sigv4;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

final class HmacSha256Test {

    @ParameterizedTest
    @ValueSource(ints = {1, 32, 63, 64, 65, 200})
    void isThatOfThePlatformForKeysOfAnyLength(int keyLength) throws GeneralSecurityException {
        byte[] key = new byte[keyLength];
        Arrays.fill(key, (byte) 0xa5);
        Mac platform = Mac.getInstance("HmacSHA256");
        platform.init(new SecretKeySpec(key, "HmacSHA256"));
        HmacSha256 ours = HmacSha256.of(key);
        for (String text : new String[] {"", "a", "ü", "a".repeat(1_000)}) {
            assertThat(ours.of(text)).isEqualTo(platform.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        }
    }
}
