package io.countersign.cognito;

import io.countersign.secret.Secret;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who logs in, and all that may be asked of them. Immutable; {@code with…} makes a copy. */
public final class UserCredentials {

    private final String username;
    private final Secret password;
    private final @Nullable OneTimeCodes codes;
    private final @Nullable Secret newPassword;
    private final Map<String, String> attributes;
    private final @Nullable Device device;

    private UserCredentials(
            UserCredentials other,
            @Nullable OneTimeCodes codes,
            @Nullable Secret newPassword,
            Map<String, String> attributes,
            @Nullable Device device) {
        this.username = other.username;
        this.password = other.password;
        this.codes = codes;
        this.newPassword = newPassword;
        this.attributes = attributes;
        this.device = device;
    }

    private UserCredentials(String username, Secret password) {
        this.username = username;
        this.password = password;
        this.codes = null;
        this.newPassword = null;
        this.attributes = Collections.emptyMap();
        this.device = null;
    }

    /** @param username the account's name or an alias of it, such as an e-mail address */
    public static UserCredentials of(String username, Secret password) {
        return new UserCredentials(username, password);
    }

    /** The same, able to answer SOFTWARE_TOKEN_MFA. */
    public UserCredentials withOneTimeCodes(OneTimeCodes ofTheUser) {
        return new UserCredentials(this, ofTheUser, newPassword, attributes, device);
    }

    /**
     * The same, able to answer NEW_PASSWORD_REQUIRED. From then on the new password is the account's, so it is tried first
     * and the old one only if the new one is refused.
     *
     * @param values what to answer if the pool asks for attributes, by their names in the pool
     */
    public UserCredentials withNewPassword(Secret secret, Map<String, String> values) {
        return new UserCredentials(
                this, codes, secret, Collections.unmodifiableMap(new LinkedHashMap<>(values)), device);
    }

    /** The same, on a device that the pool remembers. */
    public UserCredentials withDevice(Device remembered) {
        return new UserCredentials(this, codes, newPassword, attributes, remembered);
    }

    String username() {
        return username;
    }

    /** What may be the account's password, likeliest first. */
    List<Secret> passwords() {
        List<Secret> passwords = new ArrayList<>();
        if (newPassword != null) {
            passwords.add(newPassword);
        }
        passwords.add(password);
        return passwords;
    }

    @Nullable
    OneTimeCodes codes() {
        return codes;
    }

    @Nullable
    Secret newPassword() {
        return newPassword;
    }

    Map<String, String> attributes() {
        return attributes;
    }

    @Nullable
    Device device() {
        return device;
    }

    /** What no message may repeat. */
    List<Secret> secrets() {
        List<Secret> secrets = passwords();
        if (codes != null) {
            secrets.add(codes.secret().text());
        }
        Secret ofDevice = device == null ? null : device.password();
        if (ofDevice != null) {
            secrets.add(ofDevice);
        }
        return secrets;
    }

    @Override
    public String toString() {
        return "UserCredentials(" + username + ", " + password + ")";
    }
}
