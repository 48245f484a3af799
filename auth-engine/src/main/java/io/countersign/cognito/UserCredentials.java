package io.countersign.cognito;

import io.countersign.secret.Secret;

/** Who logs in, and with what. */
public final class UserCredentials {

    private final String username;
    private final Secret password;

    private UserCredentials(String username, Secret password) {
        this.username = username;
        this.password = password;
    }

    /** @param username the account's name or an alias of it, such as an e-mail address */
    public static UserCredentials of(String username, Secret password) {
        return new UserCredentials(username, password);
    }

    String username() {
        return username;
    }

    Secret password() {
        return password;
    }

    @Override
    public String toString() {
        return "UserCredentials(" + username + ", " + password + ")";
    }
}
