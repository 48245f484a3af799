package io.countersign.appsync;

import io.countersign.aws.ConfiguredRegion;
import io.countersign.request.AuthenticationException;
import io.countersign.sigv4.AwsEndpoint;
import io.countersign.sigv4.AwsEndpoints;
import org.jspecify.annotations.Nullable;

/** Finds the region of an AppSync API: the given one, then the host's, then the one that this process is set up for. */
final class AppSyncEndpoints implements AwsEndpoints {

    private static final String SERVICE = "appsync";

    private final @Nullable String region;
    private final ConfiguredRegion configured;

    AppSyncEndpoints(@Nullable String region, ConfiguredRegion configured) {
        this.region = region;
        this.configured = configured;
    }

    @Override
    public AwsEndpoint of(String host) throws AuthenticationException {
        String known = region != null ? region : AppSyncHost.of(host).region();
        if (known == null) {
            known = configured.find();
        }
        if (known == null) {
            throw AuthenticationException.terminal(
                    "no AWS region for the AppSync API at '" + host + "'; looked in the host's name, "
                            + ConfiguredRegion.PLACES + "; set region of the rule, or one of these",
                    null);
        }
        return AwsEndpoint.of(SERVICE, known);
    }
}
