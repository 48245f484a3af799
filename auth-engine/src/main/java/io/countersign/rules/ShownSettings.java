package io.countersign.rules;

import io.countersign.secret.Secret;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** Settings in one line for people: what is a secret, or came from elsewhere and could be one, is not shown. */
final class ShownSettings {

    private ShownSettings() {}

    /** @param written the keys whose values stand in the file itself */
    static String of(Map<String, Secret> values, Collection<String> referenced, Collection<String> written) {
        Map<String, String> shown = new LinkedHashMap<>();
        for (Map.Entry<String, Secret> each : values.entrySet()) {
            IdentityKey key = IdentityKeys.of(each.getKey());
            boolean hidden = key == null || key.shape().isSecret() || !written.contains(each.getKey());
            shown.put(each.getKey(), hidden ? "****" : each.getValue().reveal());
        }
        for (String name : referenced) {
            shown.putIfAbsent(name, "**** (in a vault)");
        }
        shown.remove("type");
        StringBuilder line = new StringBuilder();
        for (Map.Entry<String, String> each : shown.entrySet()) {
            line.append(line.length() == 0 ? "" : ", ")
                    .append(each.getKey())
                    .append('=')
                    .append(each.getValue());
        }
        return line.toString();
    }
}
