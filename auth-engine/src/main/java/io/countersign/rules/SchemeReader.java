package io.countersign.rules;

/** Decides how a rule's requests carry the credentials of its identity, and reports keys that do not go together. */
final class SchemeReader {

    /** As in {@code <id>.appsync-api.<region>.amazonaws.com}. */
    static final String APPSYNC = "appsync-api";

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
            new SignatureReader(section, rule).read();
        } else {
            refuseOpenWildcards();
        }
        if (rule.auth == AuthScheme.APPSYNC) {
            rule.realtime = RealtimeReader.read(section, rule.hosts);
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
            appSync += AwsDomain.isOf(host, APPSYNC) ? 1 : 0;
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
            section.reportBad(
                    "auth",
                    "sigv4",
                    "identity is of type " + type.settingName() + ", only aws and cognito-identity-pool can sign");
            return false;
        }
        if (rule.auth == AuthScheme.HEADER && signs()) {
            section.reportBad(
                    "auth",
                    "header",
                    "identity is of type " + type.settingName() + ", which signs; use sigv4 or appsync");
            return false;
        }
        return true;
    }

    private boolean signs() {
        return type.signs();
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
        refuse("service", !signs(), "only a signature has a service");
        refuse("region", !signs(), "only a signature has a region");
        refuse("payload", !signs(), "only a signature covers a payload");
        boolean realtime = rule.auth == AuthScheme.APPSYNC;
        refuse("realtime", !realtime, "only auth = appsync knows web sockets");
        refuse("realtime-host", !realtime, "only auth = appsync knows web sockets");
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
        if (rule.auth == AuthScheme.APPSYNC && type == IdentityType.TOKEN && !rule.prefix.isEmpty()) {
            warnOfLambda(entry);
        }
    }

    /** Nothing tells an API in Lambda mode from one in OpenID Connect mode, which takes {@code Bearer}. */
    private void warnOfLambda(Entry entry) {
        section.warn(
                entry,
                entry.key() + " stands before the token of rule '" + section.name()
                        + "', which AppSync's Lambda mode takes verbatim and refuses behind Bearer; set "
                        + section.path("prefix") + " = \"\" unless the API's mode is OpenID Connect");
    }

    private void refuseOpenWildcards() {
        for (HostPattern host : rule.hosts) {
            if (AwsDomain.isOpenToAnybody(host)) {
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
}
