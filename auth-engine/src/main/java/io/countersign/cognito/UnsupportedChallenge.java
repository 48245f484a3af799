package io.countersign.cognito;

import io.countersign.request.AuthenticationException;

/** A challenge that this identity cannot answer unattended, and what to do about it. */
final class UnsupportedChallenge {

    private UnsupportedChallenge() {}

    static AuthenticationException of(String name, String attempt) {
        return AuthenticationException.terminal(
                attempt + " failed: the challenge " + name + " cannot be answered; " + remedy(name), null);
    }

    private static String remedy(String name) {
        switch (name) {
            case "NEW_PASSWORD_REQUIRED":
                return "set the identity's new-password, or a permanent password for the user, e.g. with"
                        + " admin-set-user-password --permanent";
            case "SMS_MFA":
            case "SMS_OTP":
            case "EMAIL_OTP":
                return "nobody reads the code that was sent; give the user an authenticator app and the identity its"
                        + " totp-secret";
            case "SOFTWARE_TOKEN_MFA":
                return "set the identity's totp-secret";
            case "MFA_SETUP":
                return "the pool requires a second factor and the user has none; set up an authenticator app for the"
                        + " user and the identity's totp-secret";
            case "SELECT_MFA_TYPE":
                return "let the user's second factors include an authenticator app, and set the identity's totp-secret";
            case "DEVICE_SRP_AUTH":
            case "DEVICE_PASSWORD_VERIFIER":
                return "set the identity's device-group-key and device-password, or remove its device-key";
            case "CUSTOM_CHALLENGE":
                return "use an app client whose log-in is not defined by Lambda triggers";
            default:
                return "use an app client and a user that log in with a password alone";
        }
    }
}
