package io.countersign.rules;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Identities that name other identities: whether those exist and are of use, and whether the names go in a circle. */
final class IdentityReferences {

    /** Constants, so that who asks for them does not load this class. */
    static final String LOGIN = "login";

    static final String SOURCE = "source";

    private static final String PROVIDER = "login-provider";
    private static final String USER_POOL = "user-pool-id";

    private final Map<String, Section> sections;
    private final Map<String, @Nullable IdentityType> types;

    /** @param types of all identities that the file names, null where this version knows none */
    IdentityReferences(Map<String, Section> sections, Map<String, @Nullable IdentityType> types) {
        this.sections = sections;
        this.types = types;
    }

    /** @param used the names of all identities that another one names are added to it */
    void check(Set<String> used) {
        for (Section section : sections.values()) {
            IdentityType type = types.get(section.name());
            if (type == IdentityType.COGNITO_IDENTITY_POOL) {
                checkLogin(section, used);
            } else if (type == IdentityType.AWS) {
                checkSource(section, used);
            }
        }
    }

    private void checkLogin(Section section, Set<String> used) {
        String name = known(section, LOGIN, used);
        IdentityType type = name == null || goesInCircle(section, LOGIN) ? null : types.get(name);
        if (name == null || type == null) {
            return;
        }
        boolean token = type == IdentityType.CLIENT_CREDENTIALS || type == IdentityType.TOKEN;
        if (!token && type != IdentityType.COGNITO_USER) {
            section.reportBad(
                    LOGIN,
                    name,
                    "is of type " + type.settingName()
                            + "; an identity pool takes the log-in of a cognito-user, client-credentials or token");
        } else if (token && !section.has(PROVIDER)) {
            section.reportBad(
                    LOGIN,
                    name,
                    "nothing tells the issuer of the token of an identity of type " + type.settingName() + "; add "
                            + section.path(PROVIDER));
        } else if (!token && isPoolInVault(name)) {
            section.reportBad(
                    LOGIN,
                    name,
                    "its pool is the issuer that the identity pool knows, and must not stand in a vault; write identity."
                            + name + "." + USER_POOL + " itself");
        } else if (!token && section.has(PROVIDER)) {
            Entry provider = section.entry(PROVIDER);
            if (provider != null) {
                section.report(
                        provider,
                        provider.key() + " does not fit here: a cognito-user's pool tells it; remove the line");
            }
        }
    }

    private boolean isPoolInVault(String name) {
        Section section = sections.get(name);
        Entry pool = section == null ? null : section.entry(USER_POOL);
        return pool != null && pool.isDeferred();
    }

    private void checkSource(Section section, Set<String> used) {
        String name = known(section, SOURCE, used);
        IdentityType type = name == null || goesInCircle(section, SOURCE) ? null : types.get(name);
        if (type != null && !type.signs()) {
            section.reportBad(
                    SOURCE,
                    name,
                    "is of type " + type.settingName()
                            + "; a role is assumed with the credentials of an identity of type aws or"
                            + " cognito-identity-pool");
        }
    }

    /** The identity that a key names, if there is one of that name. */
    private @Nullable String known(Section section, String key, Set<String> used) {
        Entry entry = section.entry(key);
        String name = entry == null ? "" : entry.value().trim();
        if (entry == null || name.isEmpty()) {
            return null;
        }
        used.add(name);
        if (types.containsKey(name)) {
            return name;
        }
        section.report(
                entry,
                entry.mayShow(name)
                        ? entry.key() + " names identity '" + name + "', which does not exist"
                                + Suggestion.of(name, types.keySet())
                        : entry.key() + " names" + (entry.isShowable() ? "" : ", through a reference,")
                                + " an identity that does not exist");
        return null;
    }

    /** Each identity names one other at most, so a walk either ends or comes back. */
    private boolean goesInCircle(Section start, String key) {
        Set<String> passed = new LinkedHashSet<>();
        StringBuilder lines = new StringBuilder();
        Section each = start;
        while (each != null && passed.add(each.name())) {
            Entry entry = reference(each);
            lines.append(lines.length() == 0 || entry == null ? "" : ", ").append(entry == null ? "" : entry);
            each = entry == null ? null : sections.get(entry.value().trim());
        }
        if (each != start) {
            return false;
        }
        reportCircle(start, key, String.join(" -> ", passed) + " -> " + start.name(), lines.toString());
        return true;
    }

    private void reportCircle(Section start, String key, String circle, String lines) {
        Entry entry = start.entry(key);
        if (entry != null) {
            start.report(
                    entry,
                    entry.key() + " goes in a circle, " + circle + " (" + lines
                            + "); let one of them get its credentials elsewhere");
        }
    }

    private @Nullable Entry reference(Section section) {
        IdentityType type = types.get(section.name());
        return type == IdentityType.COGNITO_IDENTITY_POOL
                ? section.entry(LOGIN)
                : type == IdentityType.AWS ? section.entry(SOURCE) : null;
    }
}
