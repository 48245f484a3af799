package io.countersign.rules;

/** What can be told of a host because it lies in one of AWS's domains. */
final class AwsDomain {

    /** Where service and region stand in the host's name. */
    private static final String[] WITH_SERVICE = {
        "amazonaws.com",
        "amazonaws.com.cn",
        "amazonaws.eu",
        "on.aws",
        "api.aws",
        "api.amazonwebservices.com.cn",
        "api.amazonwebservices.eu",
        "c2s.ic.gov",
        "sc2s.sgov.gov",
        "cloud.adc-e.uk",
        "csp.hci.ic.gov",
        "api.aws.ic.gov",
        "api.aws.scloud",
        "api.cloud-aws.adc-e.uk",
        "api.aws.hci.ic.gov"
    };

    /** Where else anybody with an AWS account can have a name made. */
    private static final String[] OPEN_TO_ANYBODY = {
        "cloudfront.net", "cloudfront.cn", "elasticbeanstalk.com", "awsapprunner.com", "amplifyapp.com"
    };

    private AwsDomain() {}

    /** Whether a name there holds service and region. */
    static boolean isWithin(HostPattern host) {
        return host.isWithinAny(WITH_SERVICE);
    }

    /** Whether a label of a name there says that it belongs to this service. */
    static boolean isOf(HostPattern host, String label) {
        return isWithin(host) && ("." + host.name()).contains("." + label + ".");
    }

    /**
     * Whether the pattern takes hosts that belong to others. Any wildcard here counts: one cannot tell {@code
     * *.execute-api.us-east-1.amazonaws.com} from a name of one's own without a list of all services.
     */
    static boolean isOpenToAnybody(HostPattern host) {
        return host.isWildcard() && (isWithin(host) || host.isWithinAny(OPEN_TO_ANYBODY));
    }
}
