package io.countersign.rules;

import org.jspecify.annotations.Nullable;

/** The kinds of identity that this version knows. */
public enum IdentityType {
    /** A user of an Amazon Cognito user pool. */
    COGNITO_USER("cognito-user"),
    /** A fixed key, sent as it is. */
    API_KEY("api-key"),
    /** A token that something else makes: given, or in a file. */
    TOKEN("token"),
    /** AWS credentials: given, or from the SDK's default chain. */
    AWS("aws");

    private final String settingName;

    IdentityType(String settingName) {
        this.settingName = settingName;
    }

    /** As the rules file writes it. */
    public String settingName() {
        return settingName;
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
