package io.countersign.cognito;

import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;

/** How a user proves the password. The app client must allow the flow. */
public enum AuthFlow {
    /** By Secure Remote Password: the password never leaves this JVM. */
    SRP("srp", AuthFlowType.USER_SRP_AUTH, "ALLOW_USER_SRP_AUTH"),
    /** By sending it. */
    PASSWORD("password", AuthFlowType.USER_PASSWORD_AUTH, "ALLOW_USER_PASSWORD_AUTH"),
    /** By sending it in a call that AWS credentials sign: AdminInitiateAuth. */
    ADMIN("admin", AuthFlowType.ADMIN_USER_PASSWORD_AUTH, "ALLOW_ADMIN_USER_PASSWORD_AUTH");

    private final String settingName;
    private final AuthFlowType type;
    private final String permission;

    AuthFlow(String settingName, AuthFlowType type, String permission) {
        this.settingName = settingName;
        this.type = type;
        this.permission = permission;
    }

    /** @param settingName as the rules file writes it, for instance {@code srp} */
    public static AuthFlow of(String settingName) {
        for (AuthFlow flow : values()) {
            if (flow.settingName.equals(settingName)) {
                return flow;
            }
        }
        throw new IllegalArgumentException("flow '" + settingName + "' is none of srp, password, admin");
    }

    AuthFlowType type() {
        return type;
    }

    /** What the app client's settings call it. */
    String permission() {
        return permission;
    }
}
