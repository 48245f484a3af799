package io.countersign.rules;

import org.jspecify.annotations.Nullable;

/** The kinds of identity that this version knows. */
public enum IdentityType {
    /** A user of an Amazon Cognito user pool. */
    COGNITO_USER("cognito-user"),
    /** An app client of an Amazon Cognito user pool, in its own name. */
    COGNITO_CLIENT("cognito-client"),
    /** A client of an OAuth 2 authorization server, in its own name. */
    CLIENT_CREDENTIALS("client-credentials"),
    /** A fixed key, sent as it is. */
    API_KEY("api-key"),
    /** A token that something else makes: given, in a file, or printed by a command. */
    TOKEN("token"),
    /** AWS credentials: given, or from where the SDK finds them, or of a role assumed with those. */
    AWS("aws"),
    /** AWS credentials that an Amazon Cognito identity pool gives to a log-in or a guest. */
    COGNITO_IDENTITY_POOL("cognito-identity-pool");

    private final String settingName;

    IdentityType(String settingName) {
        this.settingName = settingName;
    }

    /** As the rules file writes it. */
    public String settingName() {
        return settingName;
    }

    /** Whether it has AWS credentials, which sign requests, rather than a token or a key. */
    public boolean signs() {
        return this == AWS || this == COGNITO_IDENTITY_POOL;
    }

    /** Whether it gets tokens for secrets, and has them for a while; the others only read what is at hand, or sign. */
    public boolean logsIn() {
        return this == COGNITO_USER || this == COGNITO_CLIENT || this == CLIENT_CREDENTIALS;
    }

    static @Nullable IdentityType of(String settingName) {
        for (IdentityType type : values()) {
            if (type.settingName.equals(settingName)) {
                return type;
            }
        }
        return null;
    }
}
