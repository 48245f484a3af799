package io.countersign.sigv4;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads service and region off the names that AWS gives its hosts, label by label from the right, so that neither a
 * bucket's name nor a look-alike domain can pass for a service.
 *
 * @see <a href="https://docs.aws.amazon.com/general/latest/gr/rande.html">AWS service endpoints</a>
 */
final class AwsHost {

    /** The domains of each partition, longer ones first, and the region that its global services sign for. */
    private static final String[][] DOMAINS = {
        {".amazonaws.com", "us-east-1"},
        {".amazonaws.com.cn", "cn-northwest-1"},
        {".amazonaws.eu", "eusc-de-east-1"},
        {".csp.hci.ic.gov", "us-isof-south-1"},
        {".c2s.ic.gov", "us-iso-east-1"},
        {".sc2s.sgov.gov", "us-isob-east-1"},
        {".cloud.adc-e.uk", "eu-isoe-west-1"},
        {".api.aws", "us-east-1"},
        {".api.amazonwebservices.com.cn", "cn-northwest-1"},
        {".api.amazonwebservices.eu", "eusc-de-east-1"},
        {".api.aws.ic.gov", "us-iso-east-1"},
        {".api.aws.scloud", "us-isob-east-1"},
        {".api.cloud-aws.adc-e.uk", "eu-isoe-west-1"},
        {".api.aws.hci.ic.gov", "us-isof-south-1"},
    };

    /** GovCloud shares its domain with the commercial regions. */
    private static final String GOVERNMENT = "us-gov";

    private static final String GOVERNMENT_REGION = "us-gov-west-1";

    /** Stands before or behind the name of some global services. */
    private static final String EVERYWHERE = "global";

    /** Where AWS has customers' own hosts: {@code <id>.lambda-url.<region>.on.aws}. */
    private static final String CUSTOMERS = ".on.aws";

    private static final Map<String, String> OF_CUSTOMERS = ofCustomers();

    private AwsHost() {}

    static @Nullable AwsEndpoint endpoint(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        if (name.endsWith(".")) {
            name = name.substring(0, name.length() - 1);
        }
        for (String[] domain : DOMAINS) {
            if (name.endsWith(domain[0])) {
                String[] labels = labels(name, domain[0]);
                AwsEndpoint global = global(labels, domain[1]);
                return global != null ? global : regional(labels);
            }
        }
        return name.endsWith(CUSTOMERS) ? ofCustomer(labels(name, CUSTOMERS)) : null;
    }

    private static String[] labels(String name, String suffix) {
        return name.substring(0, name.length() - suffix.length()).split("\\.", -1);
    }

    private static @Nullable AwsEndpoint global(String[] labels, String region) {
        int last = labels.length - 1;
        if (withoutFips(labels[last]).equals("s3") || labels[last].equals("s3-external-1")) {
            return AwsEndpoint.of("s3", region);
        }
        if (last > 0 && labels[last].equals(GOVERNMENT)) {
            return global(Arrays.copyOf(labels, last), GOVERNMENT_REGION);
        }
        String label = withoutFips(labels[last == 1 && labels[0].equals(EVERYWHERE) ? 1 : 0]);
        boolean isOne = last == 0 || (last == 1 && (labels[0].equals(EVERYWHERE) || labels[1].equals(EVERYWHERE)));
        String service = isOne ? SigningNames.ofGlobal(label) : null;
        return service == null ? null : AwsEndpoint.of(service, region);
    }

    private static @Nullable AwsEndpoint regional(String[] labels) {
        int last = labels.length - 1;
        boolean throughVpcEndpoint = labels[last].equals("vpce");
        if (throughVpcEndpoint) {
            last--;
        }
        if (last >= 1 && isRegion(labels[last])) {
            String service = serviceBefore(labels, last, throughVpcEndpoint);
            return service == null ? null : AwsEndpoint.of(service, labels[last]);
        }
        if (last >= 1 && isRegion(labels[last - 1])) {
            String service = SigningNames.afterRegion(labels[last]);
            return service == null ? null : AwsEndpoint.of(service, labels[last - 1]);
        }
        return last >= 0 ? s3BeforeItHadDots(labels[last]) : null;
    }

    private static @Nullable String serviceBefore(String[] labels, int end, boolean throughVpcEndpoint) {
        int at = end - 1;
        if (at > 0 && labels[at].equals("dualstack")) {
            at--;
        }
        String name = withoutFips(labels[at]);
        String afterId = SigningNames.afterId(name);
        if (afterId != null) {
            return at == 0 ? null : afterId;
        }
        String signingName = SigningNames.of(name);
        if (at == 0 || throughVpcEndpoint || signingName.equals("s3") || name.startsWith("s3-o")) {
            return isNoService(name) ? null : signingName;
        }
        return SigningNames.of(String.join(".", Arrays.copyOf(labels, at)), name);
    }

    /** Websites in buckets take no signatures, and behind {@code vpce-svc} stands somebody else. */
    private static boolean isNoService(String name) {
        return name.equals("s3-website") || name.startsWith("vpce-svc");
    }

    /** {@code s3-eu-west-1}, with or without a bucket before it. */
    private static @Nullable AwsEndpoint s3BeforeItHadDots(String label) {
        String name = label.startsWith("s3-fips-") ? label.substring("s3-fips-".length()) : label;
        String region = name.startsWith("s3-") ? name.substring("s3-".length()) : name.equals(label) ? "" : name;
        return isRegion(region) ? AwsEndpoint.of("s3", region) : null;
    }

    private static @Nullable AwsEndpoint ofCustomer(String[] labels) {
        int last = labels.length - 1;
        String service = last >= 2 && isRegion(labels[last]) ? OF_CUSTOMERS.get(labels[last - 1]) : null;
        return service == null ? null : AwsEndpoint.of(service, labels[last]);
    }

    private static String withoutFips(String label) {
        return label.endsWith("-fips") ? label.substring(0, label.length() - "-fips".length()) : label;
    }

    /** The shape {@code us-east-1} or {@code us-gov-west-1}: letters and hyphens, then one or two digits. */
    private static boolean isRegion(String label) {
        int firstHyphen = label.indexOf('-');
        int lastHyphen = label.lastIndexOf('-');
        int digits = label.length() - lastHyphen - 1;
        if (firstHyphen == lastHyphen || digits < 1 || digits > 2) {
            return false;
        }
        if (firstHyphen != 2 && !label.startsWith("eusc-")) {
            return false;
        }
        for (int i = 0; i < label.length(); i++) {
            char c = label.charAt(i);
            boolean fits = i > lastHyphen ? c >= '0' && c <= '9' : c == '-' || (c >= 'a' && c <= 'z');
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    private static Map<String, String> ofCustomers() {
        Map<String, String> names = new HashMap<>();
        names.put("aos", "es");
        names.put("lambda-url", "lambda");
        names.put("vpc-lattice-svcs", "vpc-lattice-svcs");
        return Collections.unmodifiableMap(names);
    }
}
