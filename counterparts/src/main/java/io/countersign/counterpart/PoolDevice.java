package io.countersign.counterpart;

/**
 * A device that a pool remembers for a user.
 *
 * @param key what the pool calls the device, for instance {@code eu-central-1_7d1f...}
 * @param groupKey what the pool calls the user's devices
 * @param password what the device proves by SRP
 */
public record PoolDevice(String key, String groupKey, String password) {

    @Override
    public String toString() {
        return key;
    }
}
