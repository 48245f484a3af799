package io.countersign.cognito;

import io.countersign.request.AuthenticationException;

/** A challenge that cannot be answered unattended, and how to keep Cognito from asking it. */
final class UnsupportedChallenge {

    private UnsupportedChallenge() {}

    static AuthenticationException of(String name, String attempt) {
        return AuthenticationException.terminal(
                attempt + " failed: the challenge " + name + " cannot be answered; " + remedy(name), null);
    }

    private static String remedy(String name) {
        switch (name) {
            case "NEW_PASSWORD_REQUIRED":
                return "set a permanent password for the user, e.g. with admin-set-user-password --permanent";
            case "SMS_MFA":
            case "SMS_OTP":
            case "EMAIL_OTP":
                return "nobody reads the code that was sent; use a user whose log-in needs no such code";
            case "SOFTWARE_TOKEN_MFA":
                return "use a user without multi-factor authentication";
            case "MFA_SETUP":
                return "the pool requires a second factor and the user has none; make it optional in the pool";
            case "SELECT_MFA_TYPE":
                return "the user has several second factors; use a user without";
            case "DEVICE_SRP_AUTH":
            case "DEVICE_PASSWORD_VERIFIER":
                return "forget the user's devices, or use a pool that does not remember devices";
            case "CUSTOM_CHALLENGE":
                return "use an app client whose log-in is not defined by Lambda triggers";
            default:
                return "use an app client and a user that log in with a password alone";
        }
    }
}
