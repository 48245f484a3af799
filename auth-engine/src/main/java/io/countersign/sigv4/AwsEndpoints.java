package io.countersign.sigv4;

import io.countersign.request.AuthenticationException;
import org.jspecify.annotations.Nullable;

/** Tells what a hop to a host is signed for. */
public interface AwsEndpoints {

    /** @throws AuthenticationException if neither a setting nor the host's name tells; terminal, with the remedy */
    AwsEndpoint of(String host) throws AuthenticationException;

    /** What the settings say where they say something, else what the host's name says. */
    static AwsEndpoints of(@Nullable String service, @Nullable String region) {
        if (service != null && region != null) {
            AwsEndpoint fixed = AwsEndpoint.of(service, region);
            return host -> fixed;
        }
        return new DetectedEndpoints(service, region);
    }
}
