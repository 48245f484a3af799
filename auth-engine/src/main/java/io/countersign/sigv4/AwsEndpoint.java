package io.countersign.sigv4;

import org.jspecify.annotations.Nullable;

/** The service and region that a signature is made for, as they stand in its credential scope. */
public final class AwsEndpoint {

    private final String service;
    private final String region;

    private AwsEndpoint(String service, String region) {
        this.service = service;
        this.region = region;
    }

    /** @param service the signing name, for instance {@code execute-api}; not always what the host is called by */
    public static AwsEndpoint of(String service, String region) {
        return new AwsEndpoint(service, region);
    }

    /** What a host of AWS's own is signed for, in any spelling; null for a custom domain or a host not known here. */
    public static @Nullable AwsEndpoint ofHost(String host) {
        return AwsHost.endpoint(host);
    }

    /** The signing name of the service. */
    public String service() {
        return service;
    }

    /** The region, for instance {@code eu-central-1}. */
    public String region() {
        return region;
    }

    /** S3 and its kin take the path as it is sent; all others normalise it and encode it once more. */
    boolean isS3() {
        return service.equals("s3") || service.startsWith("s3-") || service.equals("s3express");
    }

    /** Services that refuse a request which does not carry the hash of its payload. */
    boolean needsContentHash() {
        return isS3() || service.equals("aoss") || takesUnsignedPayloadOnly();
    }

    /** Lambda hashes what it is sent, whatever a header says. */
    boolean takesSignedPayloadOnly() {
        return service.equals("lambda");
    }

    /** VPC Lattice knows no payload signing. */
    boolean takesUnsignedPayloadOnly() {
        return service.equals("vpc-lattice-svcs");
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AwsEndpoint
                && service.equals(((AwsEndpoint) other).service)
                && region.equals(((AwsEndpoint) other).region);
    }

    @Override
    public int hashCode() {
        return 31 * service.hashCode() + region.hashCode();
    }

    @Override
    public String toString() {
        return service + " in " + region;
    }
}
