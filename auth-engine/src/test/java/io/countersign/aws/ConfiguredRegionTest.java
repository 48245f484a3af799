package io.countersign.aws;

import io.countersign.secret.FakeEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The places are asked in one order, and a blank one is none. */
final class ConfiguredRegionTest {

    private final FakeEnvironment environment = new FakeEnvironment();

    @TempDir
    private Path folder;

    @Test
    void theNearestPlaceWins() {
        assertThat(region("eu-west-1").find()).isEqualTo("eu-west-1");
        environment.withVariable("AWS_DEFAULT_REGION", "eu-west-2");
        assertThat(region("eu-west-1").find()).isEqualTo("eu-west-2");
        environment.withVariable("AWS_REGION", " eu-west-3 ");
        assertThat(region("eu-west-1").find()).isEqualTo("eu-west-3");
        environment.withProperty("aws.region", "us-east-1");
        assertThat(region("eu-west-1").find()).isEqualTo("us-east-1");
    }

    @Test
    void aBlankPlaceIsNone() {
        environment.withVariable("AWS_REGION", " ").withProperty("aws.region", "");
        assertThat(region("eu-west-1").find()).isEqualTo("eu-west-1");
        assertThat(ConfiguredRegion.of(environment, () -> null).find()).isNull();
    }

    @Test
    void theProfileOfTheConfigFileIsRead() throws IOException {
        Path config = Files.writeString(folder.resolve("config"), "[profile blue]\nregion = ap-southeast-2\n");
        System.setProperty("aws.configFile", config.toString());
        System.setProperty("aws.profile", "blue");
        try {
            assertThat(ConfiguredRegion.of(environment, ConfiguredRegion::ofProfile)
                            .find())
                    .isEqualTo("ap-southeast-2");
        } finally {
            System.clearProperty("aws.configFile");
            System.clearProperty("aws.profile");
        }
    }

    private ConfiguredRegion region(String ofProfile) {
        return ConfiguredRegion.of(environment, () -> ofProfile);
    }
}
