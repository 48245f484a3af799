package io.countersign.aws;

import io.countersign.secret.Secret;
import java.time.Instant;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

final class AwsCredentialsTest {

    private static final Instant EXPIRATION = Instant.parse("2026-01-01T13:00:00Z");

    @Test
    void printsNoSecret() {
        assertThat(AwsCredentials.of("AKIDEXAMPLE", Secret.of("hidden"), Secret.of("veiled"), EXPIRATION))
                .hasToString("AwsCredentials(AKIDEXAMPLE, Secret(****), session token, expires 2026-01-01T13:00:00Z)");
        assertThat(AwsCredentials.of("AKIDEXAMPLE", Secret.of("hidden")))
                .hasToString("AwsCredentials(AKIDEXAMPLE, Secret(****))");
    }

    @Test
    void areEqualIfTheySignAlike() {
        AwsCredentials credentials = AwsCredentials.of("AKID", Secret.of("a"), Secret.of("t"), null);
        assertThat(credentials)
                .isEqualTo(AwsCredentials.of("AKID", Secret.of("a"), Secret.of("t"), EXPIRATION))
                .hasSameHashCodeAs(AwsCredentials.of("AKID", Secret.of("a"), Secret.of("t"), EXPIRATION))
                .isNotEqualTo(AwsCredentials.of("AKIE", Secret.of("a"), Secret.of("t"), null))
                .isNotEqualTo(AwsCredentials.of("AKID", Secret.of("b"), Secret.of("t"), null))
                .isNotEqualTo(AwsCredentials.of("AKID", Secret.of("a"), Secret.of("u"), null))
                .isNotEqualTo(AwsCredentials.of("AKID", Secret.of("a")));
    }

    @Test
    void staticKeysRenewOnlyWhatTheyAreNot() {
        AwsCredentials credentials = AwsCredentials.of("AKID", Secret.of("a"));
        StaticCredentials source = StaticCredentials.of(credentials);
        assertThat(source.current()).isSameAs(credentials);
        assertThat(source.renew(credentials)).isFalse();
        assertThat(source.renew(AwsCredentials.of("AKID", Secret.of("b")))).isTrue();
    }
}
