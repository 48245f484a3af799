package io.countersign.sigv4;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.EndpointTag;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.ServiceEndpointKey;
import software.amazon.awssdk.regions.ServiceMetadata;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Service and region of every endpoint that the AWS SDK would call: all services, all regions of all partitions, plain,
 * FIPS 140 and dual-stack.
 */
final class AwsEndpointsOfTheSdkTest {

    private static final List<Set<EndpointTag>> VARIANTS = List.of(
            Set.of(),
            Set.of(EndpointTag.FIPS),
            Set.of(EndpointTag.DUALSTACK),
            Set.of(EndpointTag.FIPS, EndpointTag.DUALSTACK));

    /** API Gateway has APIs below its name, not at it; CodeCatalyst takes tokens, not signatures. */
    private static final Set<String> NOT_SIGNED = Set.of("execute-api", "codecatalyst");

    @Test
    void everyEndpointTellsServiceAndRegion() throws IOException {
        List<Expected> all = new ArrayList<>();
        for (Service service : services()) {
            for (Region region : Region.regions()) {
                VARIANTS.forEach(variant -> all.add(service.in(region, variant)));
            }
        }
        List<Expected> real = all.stream().filter(Expected::isReal).toList();

        assertThat(real).hasSizeGreaterThan(70_000);
        assertThat(real)
                .filteredOn(expected -> !expected.endpoint().equals(AwsEndpoint.ofHost(expected.host())))
                .isEmpty();
    }

    @Test
    void noPartitionIsLeftOut() {
        assertThat(Region.regions().stream()
                        .map(region -> PartitionMetadata.of(region).id())
                        .distinct())
                .contains("aws", "aws-cn", "aws-us-gov", "aws-iso", "aws-iso-b", "aws-iso-e", "aws-iso-f", "aws-eusc");
    }

    private static List<Service> services() throws IOException {
        try (InputStream file = AwsEndpointsOfTheSdkTest.class.getResourceAsStream("/sigv4/signing-names.csv")) {
            return Stream.of(new String(file.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1))
                    .filter(line -> !line.startsWith("#") && !line.isEmpty())
                    .map(line -> line.split(",", -1))
                    .filter(fields -> !NOT_SIGNED.contains(fields[0]))
                    .map(fields -> new Service(fields[0], fields[1]))
                    .toList();
        }
    }

    /** A service by the start of its endpoints' names and by the name in its signatures. */
    private record Service(String prefix, String signingName) {

        Expected in(Region region, Set<EndpointTag> variant) {
            ServiceMetadata metadata = ServiceMetadata.of(prefix);
            ServiceEndpointKey key = ServiceEndpointKey.builder()
                    .region(region)
                    .tags(variant.toArray(new EndpointTag[0]))
                    .build();
            String host = metadata.endpointFor(key).toString();
            return new Expected(
                    region,
                    host,
                    AwsEndpoint.of(signingName, metadata.signingRegion(key).id()));
        }
    }

    /** An endpoint in the SDK's eyes. */
    private record Expected(Region region, String host, AwsEndpoint endpoint) {

        /** A stand-in for all regions is none where a service is regional; one name of RAM's lacks its dots. */
        boolean isReal() {
            return !(region.isGlobalRegion() && host.contains(region.id())) && !host.startsWith("ramus-gov-");
        }
    }
}
