package io.countersign.rules;

import io.countersign.secret.Secret;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Settings of an identity as one value that can be compared and hashed; hidden, since they may come through references. */
final class Account {

    /** How a service is reached says nothing about what it gives. */
    private static final List<String> ON_THE_WAY = Arrays.asList("timeout", "proxy", "use-fips-endpoint");

    private Account() {}

    /** The type, and all settings that are no secret and change what comes. */
    static Secret of(IdentityType type, Map<String, Secret> values) {
        StringBuilder account = new StringBuilder(type.settingName());
        for (Map.Entry<String, Secret> each : new TreeMap<>(values).entrySet()) {
            IdentityKey key = IdentityKeys.of(each.getKey());
            boolean counts = key != null && !key.shape().isSecret() && !ON_THE_WAY.contains(each.getKey());
            if (counts) {
                String value = each.getValue().reveal();
                account.append('\n')
                        .append(each.getKey())
                        .append('=')
                        .append(value.length())
                        .append(':')
                        .append(value);
            }
        }
        return Secret.of(account.toString());
    }

    /** All values, to tell whether a failure is that of the same secrets. */
    static Secret secretsOf(Map<String, Secret> values) {
        StringBuilder all = new StringBuilder();
        for (Map.Entry<String, Secret> each : new TreeMap<>(values).entrySet()) {
            all.append(each.getKey())
                    .append('=')
                    .append(each.getValue().reveal())
                    .append('\n');
        }
        return Secret.of(all.toString());
    }
}
