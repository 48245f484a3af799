package io.countersign.sigv4;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads service and region off the names that AWS gives its hosts, label by label from the right, so that neither a
 * bucket's name nor a look-alike domain can pass for a service.
 *
 * @see <a href="https://docs.aws.amazon.com/general/latest/gr/rande.html">AWS service endpoints</a>
 */
final class AwsHost {

    private static final String GLOBAL_REGION = "us-east-1";

    /** Services whose name follows the region: {@code <domain>.<region>.es.amazonaws.com}. */
    private static final Map<String, String> AFTER_REGION =
            names("es", "es", "aoss", "aoss", "cloudsearch", "cloudsearch", "queue", "sqs");

    /** Services with one label of the customer's before their name. */
    private static final Map<String, String> AFTER_ID = names(
            "appsync-api",
            "appsync",
            "appsync-realtime-api",
            "appsync",
            "execute-api",
            "execute-api",
            "ddb",
            "dynamodb");

    /** Endpoints named by two labels. */
    private static final Map<String, String> TWO_LABELS = names(
            "api.ecr", "ecr",
            "api.ecr-public", "ecr-public",
            "api.sagemaker", "sagemaker",
            "runtime.sagemaker", "sagemaker",
            "runtime.lex", "lex",
            "api.pricing", "pricing",
            "data.iot", "iotdata",
            "streams.dynamodb", "dynamodb");

    /** Endpoints that are called otherwise than they sign. */
    private static final Map<String, String> SIGNING_NAMES = names(
            "bedrock-agent", "bedrock",
            "bedrock-agent-runtime", "bedrock",
            "bedrock-runtime", "bedrock",
            "email", "ses",
            "pinpoint", "mobiletargeting",
            "s3-accesspoint", "s3",
            "s3-control", "s3",
            "transcribestreaming", "transcribe");

    private static final Set<String> GLOBAL = Collections.unmodifiableSet(
            new HashSet<>(Arrays.asList("budgets", "cloudfront", "iam", "route53", "savingsplans", "sts", "waf")));

    private static final Map<String, String> ON_AWS =
            names("lambda-url", "lambda", "vpc-lattice-svcs", "vpc-lattice-svcs");

    private AwsHost() {}

    static @Nullable AwsEndpoint endpoint(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        if (name.endsWith(".")) {
            name = name.substring(0, name.length() - 1);
        }
        if (name.endsWith(".amazonaws.com")) {
            String[] labels = labels(name, ".amazonaws.com");
            AwsEndpoint global = global(labels);
            return global != null ? global : regional(labels);
        }
        if (name.endsWith(".amazonaws.com.cn")) {
            return regional(labels(name, ".amazonaws.com.cn"));
        }
        if (name.endsWith(".api.aws")) {
            return regional(labels(name, ".api.aws"));
        }
        return name.endsWith(".on.aws") ? onAws(labels(name, ".on.aws")) : null;
    }

    private static String[] labels(String name, String suffix) {
        return name.substring(0, name.length() - suffix.length()).split("\\.", -1);
    }

    private static @Nullable AwsEndpoint global(String[] labels) {
        String last = labels[labels.length - 1];
        if (last.equals("s3") || (labels.length == 1 && GLOBAL.contains(last))) {
            return AwsEndpoint.of(last, GLOBAL_REGION);
        }
        return labels.length == 1 && last.equals("queue") ? AwsEndpoint.of("sqs", GLOBAL_REGION) : null;
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
            String service = AFTER_REGION.get(labels[last]);
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
        String afterId = AFTER_ID.get(name);
        if (afterId != null) {
            return at == 0 ? null : afterId;
        }
        String signingName = SIGNING_NAMES.getOrDefault(name, name);
        if (at == 0 || throughVpcEndpoint || signingName.equals("s3") || name.startsWith("s3-o")) {
            return isNoService(name) ? null : signingName;
        }
        return at == 1 ? TWO_LABELS.get(labels[0] + "." + name) : null;
    }

    /** Websites in buckets take no signatures, and behind {@code vpce-svc} stands somebody else. */
    private static boolean isNoService(String name) {
        return name.equals("s3-website") || name.startsWith("vpce-svc");
    }

    /** {@code s3-eu-west-1}, with or without a bucket before it. */
    private static @Nullable AwsEndpoint s3BeforeItHadDots(String label) {
        String region = label.startsWith("s3-") ? label.substring("s3-".length()) : "";
        return isRegion(region) ? AwsEndpoint.of("s3", region) : null;
    }

    private static @Nullable AwsEndpoint onAws(String[] labels) {
        int last = labels.length - 1;
        String service = last >= 2 && isRegion(labels[last]) ? ON_AWS.get(labels[last - 1]) : null;
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

    private static Map<String, String> names(String... pairs) {
        Map<String, String> names = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            names.put(pairs[i], pairs[i + 1]);
        }
        return Collections.unmodifiableMap(names);
    }
}
