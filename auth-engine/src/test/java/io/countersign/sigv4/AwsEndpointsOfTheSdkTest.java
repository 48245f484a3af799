package io.countersign.sigv4;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.EndpointTag;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.ServiceEndpointKey;
import software.amazon.awssdk.regions.ServiceMetadata;

import static org.assertj.core.api.Assertions.assertThat;

/** Service and region of every endpoint that the AWS SDK knows, in all partitions, plain, FIPS 140 and dual-stack. */
final class AwsEndpointsOfTheSdkTest {

    @Test
    void walk() {
        List<String> wrong = new ArrayList<>();
        Map<String,Integer> seen = new HashMap<>();
        int n = 0;
        List<String> rows; try { rows = java.nio.file.Files.readAllLines(java.nio.file.Path.of("src/test/resources/sigv4/signing-names.csv")); } catch (java.io.IOException e) { throw new RuntimeException(e); }
        for (String row : rows) { if (row.startsWith("#")) continue; String[] f = row.split(","); ServiceMetadata service = ServiceMetadata.of(f[0]);
            for (Region region : Region.regions()) {
                for (Set<EndpointTag> tags : List.of(Set.<EndpointTag>of(), Set.of(EndpointTag.FIPS), Set.of(EndpointTag.DUALSTACK), Set.of(EndpointTag.FIPS, EndpointTag.DUALSTACK))) {
                    ServiceEndpointKey key = ServiceEndpointKey.builder().region(region).tags(tags.toArray(new EndpointTag[0])).build();
                    String id = "?";
                    try {
                        URI uri = service.endpointFor(key);
                        Region signing = service.signingRegion(key);
                        n++;
                        AwsEndpoint e = AwsEndpoint.ofHost(uri.toString());
                        String got = e == null ? "null" : e.service()+" "+e.region();
                        wrong.add(row.replace(",","\t")+"\t"+region+"\t"+tags+"\t"+uri+"\t"+signing+"\t"+got);
                    } catch (RuntimeException e) {
                        wrong.add("EX "+service.getClass().getSimpleName()+" "+region+" "+e);
                    }
                }
            }
        }
        try { java.nio.file.Files.write(java.nio.file.Path.of("/tmp/sv/walk.tsv"), wrong); } catch (java.io.IOException e) { throw new RuntimeException(e); }
        System.out.println(n);
    }
}
