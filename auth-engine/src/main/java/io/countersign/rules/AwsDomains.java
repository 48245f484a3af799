package io.countersign.rules;

/** What the names of AWS hosts tell. */
final class AwsDomains {

    /** Where service and region stand in the host's name. */
    private static final String[] WITH_SERVICE = {"amazonaws.com", "amazonaws.com.cn", "on.aws", "api.aws"};

    /** Where anybody with an AWS account can have a name made. */
    private static final String[] OPEN_TO_ANYBODY = {
        "amazonaws.com",
        "amazonaws.com.cn",
        "on.aws",
        "api.aws",
        "cloudfront.net",
        "cloudfront.cn",
        "elasticbeanstalk.com",
        "awsapprunner.com",
        "amplifyapp.com"
    };

    private AwsDomains() {}

    static boolean tellsServiceAndRegion(HostPattern host) {
        return host.isWithinAny(WITH_SERVICE);
    }

    /**
     * Whether the pattern takes hosts that belong to others. Any wildcard here counts: one cannot tell {@code
     * *.execute-api.us-east-1.amazonaws.com} from a name of one's own without a list of all services.
     */
    static boolean isOpenToAnybody(HostPattern host) {
        return host.isWildcard() && host.isWithinAny(OPEN_TO_ANYBODY);
    }

    /** Whether this is an AppSync API under AWS's own name ({@code <id>.appsync-api.<region>.amazonaws.com}). */
    static boolean isAppSync(HostPattern host) {
        return host.isWithinAny(WITH_SERVICE) && ("." + host.name()).contains(".appsync-api.");
    }
}
