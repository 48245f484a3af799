package io.countersign.rules;

import java.util.Arrays;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/** Reads what a rule says about its signatures: what they are for, what they cover, which refusals they answer. */
final class SignatureReader {

    private static final String FUNCTION_URL = "lambda-url";
    private static final String LATTICE = "vpc-lattice-svcs";

    private final Section section;
    private final Rule.Builder rule;

    SignatureReader(Section section, Rule.Builder rule) {
        this.section = section;
        this.rule = rule;
    }

    void read() {
        readScope();
        readPayload();
        readRetries();
    }

    /**
     * The part of a credential scope (service and region) that the host's name does not tell must be given; AppSync's
     * region can also come from the configuration of AWS's tools, as other AppSync clients find it.
     */
    private void readScope() {
        rule.service = section.text("service");
        rule.region = section.text("region");
        if (rule.region != null && !Shape.isRegion(rule.region)) {
            section.reportBad("region", rule.region, "must be " + Shape.REGION.description());
        }
        for (HostPattern host : rule.hosts) {
            if (rule.auth == AuthScheme.SIGV4 && !AwsDomain.isWithin(host)) {
                requireScope("service", rule.service, host);
                requireScope("region", rule.region, host);
            }
        }
    }

    /** Two services leave no choice; where a wildcard hides one of them, the signer finds out. */
    private void readPayload() {
        String payload = section.word("payload", "signed", "unsigned");
        boolean unsigned = "unsigned".equals(payload);
        if (isLattice()) {
            if (!unsigned && payload != null && section.has("payload")) {
                section.reportBad("payload", payload, "VPC Lattice takes unsigned payloads only; remove the line");
            }
            rule.unsignedPayload = true;
        } else if (isLambda()) {
            if (unsigned && section.has("payload")) {
                section.reportBad("payload", payload, "AWS Lambda takes no unsigned payload; remove the line");
            }
        } else {
            rule.unsignedPayload = unsigned;
        }
    }

    private boolean isLattice() {
        if (rule.service != null || rule.hosts.isEmpty()) {
            return LATTICE.equals(rule.service);
        }
        for (HostPattern host : rule.hosts) {
            if (!AwsDomain.isOf(host, LATTICE)) {
                return false;
            }
        }
        return true;
    }

    private boolean isLambda() {
        for (HostPattern host : rule.hosts) {
            if (AwsDomain.isOf(host, FUNCTION_URL)) {
                return true;
            }
        }
        return "lambda".equals(rule.service);
    }

    /** AWS answers 403 to a signature that is dated wrongly or made with expired keys; what else it means is told apart. */
    private void readRetries() {
        if (section.entry("retry-on") == null) {
            rule.retryOn = Collections.unmodifiableList(Arrays.asList(401, 403));
        }
    }

    private void requireScope(String key, @Nullable String value, HostPattern host) {
        if (value == null && section.entry(key) == null) {
            section.reportBad(
                    "hosts", host.toString(), "the name does not tell the AWS " + key + "; add " + section.path(key));
        }
    }
}
