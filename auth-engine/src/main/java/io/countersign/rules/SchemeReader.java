package io.countersign.rules;

import java.util.Arrays;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/** Decides how a rule's requests carry the credentials of its identity, and reports keys that do not go together. */
final class SchemeReader {

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

    private static final String FUNCTION_URL = "lambda-url";
    private static final String LATTICE = "vpc-lattice-svcs";

    private final Section section;
    private final Rule.Builder rule;
    private final IdentityType type;

    SchemeReader(Section section, Rule.Builder rule, IdentityType type) {
        this.section = section;
        this.rule = rule;
        this.type = type;
    }

    void read() {
        rule.auth = scheme();
        if (!fitsIdentity()) {
            return;
        }
        refuseKeys();
        if (rule.auth == AuthScheme.HEADER) {
            readHeader();
        } else if (rule.auth == AuthScheme.APPSYNC && type == IdentityType.API_KEY) {
            rule.header = "x-api-key";
        }
        if (takesPrefix()) {
            readPrefix();
        }
        String token = type == IdentityType.COGNITO_USER ? section.word("token", "access", "id") : null;
        rule.idToken = "id".equals(token);
        if (signs()) {
            readScope();
            readPayload();
            readRetries();
        } else {
            refuseOpenWildcards();
        }
    }

    private AuthScheme scheme() {
        String auth = section.word("auth", "header", "sigv4", "appsync");
        if (auth != null) {
            return "sigv4".equals(auth)
                    ? AuthScheme.SIGV4
                    : "appsync".equals(auth) ? AuthScheme.APPSYNC : AuthScheme.HEADER;
        }
        int appSync = 0;
        for (HostPattern host : rule.hosts) {
            appSync += isAppSync(host) ? 1 : 0;
        }
        if (appSync == 0) {
            return signs() ? AuthScheme.SIGV4 : AuthScheme.HEADER;
        }
        if (appSync < rule.hosts.size() && !section.has("auth")) {
            section.report("rule '" + section.name() + "' has AppSync hosts beside others, which tells no form; add "
                    + section.path("auth"));
        }
        return AuthScheme.APPSYNC;
    }

    private boolean fitsIdentity() {
        if (rule.auth == AuthScheme.SIGV4 && !signs()) {
            section.reportBad("auth", "sigv4", "identity is of type " + type.settingName() + ", only aws can sign");
            return false;
        }
        if (rule.auth == AuthScheme.HEADER && signs()) {
            section.reportBad("auth", "header", "identity is of type aws, which signs; use sigv4 or appsync");
            return false;
        }
        return true;
    }

    private boolean signs() {
        return type == IdentityType.AWS;
    }

    private boolean takesPrefix() {
        return rule.auth == AuthScheme.HEADER
                || (rule.auth == AuthScheme.APPSYNC && !signs() && type != IdentityType.API_KEY);
    }

    /** Only the rule's own keys: a default that does not fit does not apply. */
    private void refuseKeys() {
        refuse("header", rule.auth != AuthScheme.HEADER, "only auth = header lets a rule choose its header");
        refuse("prefix", !takesPrefix(), "nothing can stand before a signature or an AppSync API key");
        refuse("token", type != IdentityType.COGNITO_USER, "only a cognito-user has access and id tokens");
        refuse("service", !signs(), "only the signature of an aws identity has a service");
        refuse("region", !signs(), "only the signature of an aws identity has a region");
        refuse("payload", !signs(), "only the signature of an aws identity covers a payload");
    }

    private void refuse(String key, boolean refused, String reason) {
        Entry entry = section.entry(key);
        if (refused && entry != null && section.has(key)) {
            section.report(entry, entry.key() + " does not fit here: " + reason);
        }
    }

    private void readHeader() {
        String header = section.text("header");
        if (header != null && !isToken(header)) {
            section.reportBad("header", header, "must be the name of an HTTP header");
        }
        String usual = type == IdentityType.API_KEY ? "x-api-key" : "Authorization";
        rule.header = header == null ? usual : header;
    }

    private void readPrefix() {
        Entry entry = section.entry("prefix");
        if (entry == null) {
            boolean bearer = rule.auth == AuthScheme.HEADER && type != IdentityType.API_KEY;
            rule.prefix = bearer ? "Bearer " : "";
            return;
        }
        if (entry.isUnresolved()) {
            return;
        }
        String text = entry.value().trim();
        boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
        if ((!quoted && (text.isEmpty() || text.indexOf('"') >= 0)) || Shape.hasControlCharacter(text)) {
            section.reportBad(
                    "prefix", text, "must be a word such as Bearer, or a text in double quotes; \"\" is none");
            return;
        }
        rule.prefix = quoted ? text.substring(1, text.length() - 1) : text + " ";
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
            if (rule.auth == AuthScheme.SIGV4 && !tellsServiceAndRegion(host)) {
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
            if (!isOf(host, LATTICE)) {
                return false;
            }
        }
        return true;
    }

    private boolean isLambda() {
        for (HostPattern host : rule.hosts) {
            if (isOf(host, FUNCTION_URL)) {
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

    private void refuseOpenWildcards() {
        for (HostPattern host : rule.hosts) {
            if (isOpenToAnybody(host)) {
                section.reportBad(
                        "hosts",
                        host.toString(),
                        "anybody can have AWS make a host below this name and would be sent the credential; name whole"
                                + " hosts, or sign with an aws identity");
            }
        }
    }

    /** A token of RFC 9110, section 5.6.2: what names of headers and methods are made of. */
    static boolean isToken(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean alphanumeric = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            if (!alphanumeric && "!#$%&'*+-.^_`|~".indexOf(c) < 0) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    private static boolean tellsServiceAndRegion(HostPattern host) {
        return host.isWithinAny(WITH_SERVICE);
    }

    /**
     * Whether the pattern takes hosts that belong to others. Any wildcard here counts: one cannot tell {@code
     * *.execute-api.us-east-1.amazonaws.com} from a name of one's own without a list of all services.
     */
    private static boolean isOpenToAnybody(HostPattern host) {
        return host.isWildcard() && (host.isWithinAny(WITH_SERVICE) || host.isWithinAny(OPEN_TO_ANYBODY));
    }

    /** Whether this is an AppSync API under AWS's own name ({@code <id>.appsync-api.<region>.amazonaws.com}). */
    private static boolean isAppSync(HostPattern host) {
        return isOf(host, "appsync-api");
    }

    private static boolean isOf(HostPattern host, String label) {
        return host.isWithinAny(WITH_SERVICE) && ("." + host.name()).contains("." + label + ".");
    }
}
