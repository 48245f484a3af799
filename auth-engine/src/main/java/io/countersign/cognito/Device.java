package io.countersign.cognito;

import io.countersign.secret.Secret;
import org.jspecify.annotations.Nullable;

/**
 * A device that the user pool remembers (ConfirmDevice). Its key alone is enough to refresh tokens that belong to it; its
 * group and password answer the pool's question whether this really is that device.
 *
 * @see <a href="https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-device-tracking.html">
 *     Working with user devices</a>
 */
public final class Device {

    private final String key;
    private final @Nullable String groupKey;
    private final @Nullable Secret password;

    private Device(String key, @Nullable String groupKey, @Nullable Secret password) {
        this.key = key;
        this.groupKey = groupKey;
        this.password = password;
    }

    /** A device that cannot prove to be itself. */
    public static Device of(String key) {
        return new Device(key, null, null);
    }

    /** @param password what the device's verifier was made of when it was confirmed */
    public static Device of(String key, String groupKey, Secret password) {
        return new Device(key, groupKey, password);
    }

    String key() {
        return key;
    }

    @Nullable
    Secret password() {
        return password;
    }

    /** What SRP calls the device: its group and itself; null without a group. */
    @Nullable
    String srpUser() {
        return groupKey == null ? null : groupKey + key;
    }

    @Override
    public String toString() {
        return "Device(" + key + (password == null ? "" : ", " + password) + ")";
    }
}
