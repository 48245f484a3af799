package io.countersign.rules;

import io.countersign.secret.Environment;
import io.countersign.secret.References;
import java.io.File;
import org.jspecify.annotations.Nullable;

/** Where the file lies that is read over a rules file for one environment. */
public final class Overlay {

    private Overlay() {}

    /**
     * For {@code prod} it is {@code agent-prod.properties}, beside {@code agent.properties}.
     *
     * @param name may hold references; null if there is no overlay, and so is what is returned
     * @throws IllegalArgumentException if a reference leads nowhere
     */
    public static @Nullable File of(File rules, @Nullable String name, Environment environment) {
        if (name == null) {
            return null;
        }
        String resolved = References.of(environment, rules.getAbsoluteFile().getParentFile())
                .resolve(name);
        int dot = rules.getName().lastIndexOf('.');
        int end = dot < 0 ? rules.getName().length() : dot;
        return new File(
                rules.getParentFile(),
                rules.getName().substring(0, end) + "-" + resolved
                        + rules.getName().substring(end));
    }
}
