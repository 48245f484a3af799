package io.countersign.aws;

import io.countersign.secret.Environment;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.AwsProfileRegionProvider;

/**
 * The region that this process is set up for, where AWS's tools find theirs: what Java and the other SDKs read from the
 * environment, then the profile. Instance metadata is not asked.
 */
public final class ConfiguredRegion {

    /** Completes "looked in". */
    public static final String PLACES = "aws.region, AWS_REGION, AWS_DEFAULT_REGION and the AWS profile";

    private final Environment environment;
    private final Supplier<@Nullable String> profile;

    private ConfiguredRegion(Environment environment, Supplier<@Nullable String> profile) {
        this.environment = environment;
        this.profile = profile;
    }

    /** Of this very process. */
    public static ConfiguredRegion ofProcess() {
        return of(Environment.ofProcess(), ConfiguredRegion::ofProfile);
    }

    /** @param profile tells the region of the AWS profile, null if it has none */
    public static ConfiguredRegion of(Environment environment, Supplier<@Nullable String> profile) {
        return new ConfiguredRegion(environment, profile);
    }

    /** Null if there is none. */
    public @Nullable String find() {
        String[] named = {
            environment.property("aws.region"),
            environment.variable("AWS_REGION"),
            environment.variable("AWS_DEFAULT_REGION")
        };
        for (String region : named) {
            if (region != null && !region.trim().isEmpty()) {
                return region.trim();
            }
        }
        return profile.get();
    }

    static @Nullable String ofProfile() {
        try {
            Region region = new AwsProfileRegionProvider().getRegion();
            return region == null ? null : region.id();
        } catch (SdkException none) {
            return null;
        }
    }
}
