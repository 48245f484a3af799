package io.countersign.aws;

import java.net.URI;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

/** Where a regional service of AWS answers, in whatever partition the region lies. */
public final class ServiceAddress {

    private ServiceAddress() {}

    /** @param service the first label of its hosts, for instance {@code cognito-idp} */
    public static URI of(String service, String region) {
        String suffix = PartitionMetadata.of(Region.of(region)).dnsSuffix();
        return URI.create("https://" + service + "." + region + "." + suffix);
    }
}
