package io.countersign.sigv4;

import io.countersign.request.AuthenticationException;
import org.jspecify.annotations.Nullable;

/** Reads off the host's name what the rule does not say. */
final class DetectedEndpoints implements AwsEndpoints {

    private final @Nullable String service;
    private final @Nullable String region;
    private volatile @Nullable Detected last;

    DetectedEndpoints(@Nullable String service, @Nullable String region) {
        this.service = service;
        this.region = region;
    }

    @Override
    public AwsEndpoint of(String host) throws AuthenticationException {
        Detected known = last;
        if (known != null && known.host.equals(host)) {
            return known.endpoint;
        }
        AwsEndpoint found = find(host);
        last = new Detected(host, found);
        return found;
    }

    private AwsEndpoint find(String host) throws AuthenticationException {
        AwsEndpoint named = AwsEndpoint.ofHost(host);
        if (named == null) {
            throw AuthenticationException.terminal(
                    "the host '" + host + "' is none of those whose AWS service and region Countersign knows; add "
                            + missingKeys() + " to the rule",
                    null);
        }
        return AwsEndpoint.of(service == null ? named.service() : service, region == null ? named.region() : region);
    }

    private String missingKeys() {
        if (service != null) {
            return "region";
        }
        return region != null ? "service" : "service and region";
    }

    /** What was read off the host of the last request; most rules have one host. */
    private static final class Detected {
        private final String host;
        private final AwsEndpoint endpoint;

        Detected(String host, AwsEndpoint endpoint) {
            this.host = host;
            this.endpoint = endpoint;
        }
    }
}
