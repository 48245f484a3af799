package io.countersign.rules;

import io.countersign.secret.Secret;
import java.io.File;
import java.net.URI;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns the keys of one identity into its settings, and reports what is wrong with them. */
final class IdentityReader {

    private static final List<String> LATER_TYPES =
            Arrays.asList("client-credentials", "cognito-client", "cognito-identity-pool");

    private static final String[] LATER_KEYS = {
        "flow",
        "totp-secret",
        "new-password",
        "device-key",
        "device-group-key",
        "device-password",
        "verify-tokens",
        "token-url",
        "issuer",
        "scopes",
        "audience",
        "client-auth",
        "command",
        "profile",
        "role-arn",
        "role-session-name",
        "external-id",
        "identity-pool-id",
        "login",
        "proxy"
    };

    private static final String[] REMOTE_KEYS = {"region", "endpoint", "timeout"};

    /** Kept to the last blank, as a password may end in one. */
    private static final List<String> SECRET_KEYS =
            Arrays.asList("password", "client-secret", "api-key", "value", "secret-access-key", "session-token");

    private static final long DEFAULT_TIMEOUT_MILLIS = 5000;

    private final Section section;
    private final IdentityType type;
    private final Map<String, Secret> values = new LinkedHashMap<>();

    private IdentityReader(Section section, IdentityType type) {
        this.section = section;
        this.type = type;
    }

    /** The identity's type; null if it has none that this version knows, which is then reported. */
    static @Nullable IdentityType type(Section section) {
        String name = section.text("type");
        IdentityType type = name == null ? null : IdentityType.of(name);
        if (!section.has("type")) {
            section.report("identity '" + section.name() + "' has no type; add " + section.path("type"));
        } else if (type == null) {
            section.reportBad(
                    "type",
                    name,
                    LATER_TYPES.contains(name)
                            ? "not supported by this version"
                            : "must be cognito-user, api-key, token or aws");
        }
        return type;
    }

    static IdentitySettings read(Section section, IdentityType type) {
        return new IdentityReader(section, type).read();
    }

    private IdentitySettings read() {
        String[] required = required(type);
        String[] optional = optional(type);
        String[] known = Arrays.copyOf(required, required.length + optional.length + 1);
        System.arraycopy(optional, 0, known, required.length, optional.length);
        known[known.length - 1] = "type";
        section.checkKeys(known, LATER_KEYS);
        for (String key : known) {
            readValue(key);
        }
        for (String key : required) {
            if (!section.has(key)) {
                section.report(needs(section.path(key)));
            }
        }
        checkShapes();
        checkCombinations();
        return new IdentitySettings(section, type, values, section.millis("timeout", DEFAULT_TIMEOUT_MILLIS));
    }

    static String[] required(IdentityType type) {
        if (type == IdentityType.COGNITO_USER) {
            return new String[] {"user-pool-id", "client-id", "username", "password"};
        }
        return type == IdentityType.API_KEY ? new String[] {"api-key"} : new String[0];
    }

    static String[] optional(IdentityType type) {
        if (type == IdentityType.COGNITO_USER) {
            return new String[] {"client-secret", REMOTE_KEYS[0], REMOTE_KEYS[1], REMOTE_KEYS[2]};
        }
        if (type == IdentityType.AWS) {
            return new String[] {
                "access-key-id", "secret-access-key", "session-token", REMOTE_KEYS[0], REMOTE_KEYS[1], REMOTE_KEYS[2]
            };
        }
        return type == IdentityType.TOKEN ? new String[] {"value", "file"} : new String[0];
    }

    private void readValue(String key) {
        Entry entry = section.entry(key);
        if (entry == null) {
            return;
        }
        if (SECRET_KEYS.contains(key)) {
            if (entry.value().isEmpty()) {
                section.reportEmpty(entry);
            }
            values.put(key, Secret.of(entry.value()));
            return;
        }
        String text = section.text(key);
        if (text != null) {
            values.put(key, Secret.of("file".equals(key) ? absolute(entry, text) : text));
        }
    }

    private static String absolute(Entry entry, String path) {
        File file = new File(path);
        return file.isAbsolute() ? path : new File(entry.directory(), path).getPath();
    }

    private void checkShapes() {
        checkHeaderValue("api-key");
        checkHeaderValue("value");
        String region = text("region");
        if (region != null && !isRegion(region)) {
            section.reportBad("region", region, "must be an AWS region such as us-east-1");
        }
        String pool = text("user-pool-id");
        if (pool != null && !isPool(pool)) {
            section.reportBad("user-pool-id", pool, "must be <region>_<id>, as in us-east-1_Ab12Cd34E");
        }
        String endpoint = text("endpoint");
        if (endpoint != null && !isEndpoint(endpoint)) {
            section.reportBad("endpoint", endpoint, "must be a URL such as https://vpce-1.example.com, without query");
        }
        Entry entry = section.entry("endpoint");
        if (endpoint != null && entry != null && endpoint.startsWith("http:") && !isLoopback(endpoint)) {
            section.warn(entry, entry.key() + " is plain http: tokens travel readable to a host that is not this one");
        }
    }

    private void checkCombinations() {
        if (type == IdentityType.TOKEN && section.has("value") == section.has("file")) {
            section.report(
                    section.has("value")
                            ? "identity '" + section.name() + "' has both value and file; keep one"
                            : needs(section.path("value") + " or " + section.path("file")));
        }
        if (type == IdentityType.AWS) {
            checkPair("access-key-id", "secret-access-key");
            checkPair("secret-access-key", "access-key-id");
            checkPair("session-token", "access-key-id");
        }
    }

    private void checkPair(String key, String companion) {
        Entry entry = section.entry(key);
        if (entry != null && !section.has(companion)) {
            section.report(entry, entry.key() + " does not go without " + section.path(companion));
        }
    }

    private void checkHeaderValue(String key) {
        Secret secret = values.get(key);
        Entry entry = section.entry(key);
        if (secret != null && entry != null && hasControlCharacter(secret.reveal())) {
            section.report(
                    entry,
                    entry.key() + " holds a line break or another control character, which no header can" + " carry");
        }
    }

    static boolean hasControlCharacter(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) == 0x7f) {
                return true;
            }
        }
        return false;
    }

    /** Lower-case words and a number, joined by hyphens; AWS adds regions faster than a list could follow. */
    static boolean isRegion(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '_' || !HostIndex.isHostCharacter(c)) {
                return false;
            }
        }
        int first = text.indexOf('-');
        char last = first <= 0 ? '-' : text.charAt(text.length() - 1);
        return text.lastIndexOf('-') > first && last >= '0' && last <= '9';
    }

    private static boolean isPool(String text) {
        int underscore = text.indexOf('_');
        if (underscore < 0 || underscore == text.length() - 1 || !isRegion(text.substring(0, underscore))) {
            return false;
        }
        for (int i = underscore + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80 || !Character.isLetterOrDigit(c)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isEndpoint(String text) {
        try {
            URI uri = URI.create(text);
            boolean http = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
            return http && uri.getHost() != null && uri.getUserInfo() == null && uri.getQuery() == null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isLoopback(String url) {
        String rest = url.substring("http://".length());
        return rest.startsWith("localhost") || rest.startsWith("127.") || rest.startsWith("[::1]");
    }

    private @Nullable String text(String key) {
        Secret value = values.get(key);
        return value == null ? null : value.reveal();
    }

    private String needs(String what) {
        return "identity '" + section.name() + "' of type " + type.settingName() + " needs " + what;
    }
}
