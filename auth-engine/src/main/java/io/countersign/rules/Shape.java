package io.countersign.rules;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the value of an identity's key must look like. The constants have no bodies and no switch tells them apart: each
 * would be a class more to load at the start of every JVM.
 */
enum Shape {
    TEXT("text"),
    SECRET("secret text"),
    HEADER_VALUE("secret text that a header can carry"),
    TOTP_SECRET("secret text in base32"),
    TYPE("cognito-user, cognito-client, client-credentials, api-key, token, aws or cognito-identity-pool"),
    FLOW("srp, password or admin"),
    CLIENT_AUTH("basic or post"),
    FLAG("true or false"),
    REGION("an AWS region such as us-east-1"),
    POOL("<region>_<id>, as in us-east-1_Ab12Cd34E"),
    IDENTITY_POOL("<region>:<id>, as in us-east-1:11111111-2222-3333-4444-555555555555"),
    ROLE("the ARN of a role, as in arn:aws:iam::123456789012:role/orders"),
    SESSION_NAME("2 to 64 letters, digits and _+=,.@-"),
    ENDPOINT("a URL such as https://vpce-1.example.com, without user and query"),
    PROXY("a URL such as http://proxy.example.com:3128, without user and path"),
    DURATION("a duration such as 500ms, 5s, 2m or PT5S"),
    FILE("a path"),
    COMMAND("a program and its arguments, with blanks between them"),
    STORE("file:<directory>, or redis://<host>:<port>/<database> with redis or rediss, without user and query"),
    AES_KEY("secret text: 16, 24 or 32 bytes in base64"),
    LEVEL("error, warn, info or debug"),
    SIZE("a size such as 512KiB, 10MiB or 1048576, from 1 byte to under 2GiB"),
    COUNT("a number from 1 to 99"),
    RELOAD("a duration of 100ms or more such as 500ms, 5s, 2m or PT5S, or off");

    private static final int MOST = 99;
    private static final long SHORTEST_RELOAD = 100;

    private final String description;

    Shape(String description) {
        this.description = description;
    }

    /** Completes "must be", and says in the reference what is expected. */
    String description() {
        return description;
    }

    /** All possible values; empty if there are too many. */
    List<String> words() {
        if (this == FLOW) {
            return Arrays.asList(IdentityKeys.SRP, "password", "admin");
        }
        if (this == CLIENT_AUTH) {
            return Arrays.asList(IdentityKeys.BASIC, "post");
        }
        if (this == LEVEL) {
            return Arrays.asList("error", "warn", "info", "debug");
        }
        return this == FLAG ? Arrays.asList("true", "false") : Collections.<String>emptyList();
    }

    /** Whether values are kept from sight, and kept to the last blank, as a password may end in one. */
    boolean isSecret() {
        return this == SECRET || this == HEADER_VALUE || this == TOTP_SECRET || this == COMMAND || this == AES_KEY;
    }

    /** Whether a value may become another one while the JVM runs, or be known only then. */
    boolean mayChange() {
        return this == TEXT || this == POOL || isSecret();
    }

    /** What is wrong with a value and how to mend it, without the value; null if nothing is. */
    @Nullable
    String complaint(String value) {
        if (this == HEADER_VALUE) {
            return hasControlCharacter(value)
                    ? "holds a line break or another control character, which no header can carry"
                    : null;
        }
        if (this == TOTP_SECRET) {
            return Base32.complaint(value);
        }
        if (this == AES_KEY) {
            return StoreUrl.isKey(value)
                    ? null
                    : "must be 16, 24 or 32 bytes in base64, as 'openssl rand -base64 32' makes them";
        }
        if (this == FLOW && ("custom".equals(value) || "CUSTOM_AUTH".equals(value))) {
            return "custom authentication needs Lambda triggers' answers, which nobody gives unattended; use srp,"
                    + " password or admin";
        }
        if (this == COMMAND && !CommandLine.isWellFormed(value)) {
            return "has a quote that is not closed, or no program before its arguments";
        }
        return accepts(value) ? null : "must be " + description;
    }

    private boolean accepts(String text) {
        if (this == FLOW || this == FLAG || this == CLIENT_AUTH || this == LEVEL) {
            return words().contains(text);
        }
        if (this == REGION) {
            return isRegion(text);
        }
        if (this == POOL) {
            return isPool(text);
        }
        if (this == ENDPOINT) {
            return ServiceUrl.isEndpoint(text);
        }
        if (this == PROXY) {
            return ServiceUrl.isProxy(text);
        }
        if (this == ROLE) {
            return AwsName.isRole(text);
        }
        if (this == SESSION_NAME) {
            return AwsName.isSession(text);
        }
        if (this == IDENTITY_POOL) {
            return AwsName.isIdentityPool(text);
        }
        if (this == STORE) {
            return StoreUrl.isStore(text);
        }
        if (this == SIZE) {
            return Quantity.bytes(text) > 0;
        }
        if (this == COUNT) {
            return Quantity.number(text) > 0 && Quantity.number(text) <= MOST;
        }
        if (this == RELOAD) {
            return "off".equals(text) || Quantity.millis(text) >= SHORTEST_RELOAD;
        }
        return this != DURATION || Quantity.millis(text) >= 0;
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
}
