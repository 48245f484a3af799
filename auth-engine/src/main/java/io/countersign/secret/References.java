package io.countersign.secret;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Replaces references in a text by what they lead to: an environment variable ({@code env:X}), a system property ({@code
 * sys:x}), a file ({@code file:path}), a secret ({@code secretsmanager:id} or {@code secretsmanager:id#key}) or a
 * parameter ({@code ssm:name}), each between a dollar sign with an opening brace and a closing brace. Each may end in {@code
 * :-} and a default, which stands in for what is missing or empty. A second dollar sign in front escapes.
 */
public final class References {

    /** The scheme of AWS Secrets Manager. */
    public static final String SECRETS_MANAGER = "secretsmanager:";

    /** The scheme of Parameter Store, a part of AWS Systems Manager. */
    public static final String PARAMETER_STORE = "ssm:";

    private static final String FILE = "file:";
    private static final String FORMS = "write ${env:NAME}, ${sys:name}, ${file:path}, ${secretsmanager:id#key} or"
            + " ${ssm:name}, or $${ for a plain ${";

    private final Environment environment;
    private final File directory;
    private final @Nullable Vault secretsManager;
    private final @Nullable Vault parameterStore;

    private References(
            Environment environment, File directory, @Nullable Vault secretsManager, @Nullable Vault parameterStore) {
        this.environment = environment;
        this.directory = directory;
        this.secretsManager = secretsManager;
        this.parameterStore = parameterStore;
    }

    /**
     * References that stay on this machine; one that leads to a vault is an error.
     *
     * @param directory where relative paths start
     */
    public static References of(Environment environment, File directory) {
        return new References(environment, directory, null, null);
    }

    /** The same, with vaults to ask. */
    public References withVaults(Vault ofSecretsManager, Vault ofParameterStore) {
        return new References(environment, directory, ofSecretsManager, ofParameterStore);
    }

    /** The same, with another place where relative paths start. */
    public References in(File other) {
        return new References(environment, other, secretsManager, parameterStore);
    }

    /** Whether a text has a reference to a vault, so that {@link #withVaults} is needed for its value. */
    public static boolean leadOut(String text) {
        return haveScheme(text, SECRETS_MANAGER) || haveScheme(text, PARAMETER_STORE);
    }

    /** Whether the value of a text may be another one some time: it comes from a vault or a file. */
    public static boolean mayChange(String text) {
        return haveScheme(text, FILE) || leadOut(text);
    }

    /** Whether a text holds a reference, well-formed or not. */
    public static boolean occurIn(String text) {
        return next(text, 0) >= 0;
    }

    /**
     * The text with every reference replaced; what a reference yields is not looked at again.
     *
     * @throws IllegalArgumentException if one leads nowhere; the message names the reference, what was looked for and
     *     the remedy, and never a value
     */
    public String resolve(String text) {
        StringBuilder resolved = new StringBuilder(text.length());
        int from = 0;
        for (int start = next(text, 0); start >= 0; start = next(text, from)) {
            resolved.append(unescaped(text.substring(from, start)));
            int end = text.indexOf('}', start);
            if (end < 0) {
                throw new IllegalArgumentException("a '${' has no closing '}'; " + FORMS);
            }
            resolved.append(value(text.substring(start + 2, end)));
            from = end + 1;
        }
        return resolved.append(unescaped(text.substring(from))).toString();
    }

    private String value(String reference) {
        if (reference.contains("${")) {
            throw new IllegalArgumentException("a reference stands inside a reference; " + FORMS);
        }
        int dash = reference.indexOf(":-");
        String address = dash < 0 ? reference : reference.substring(0, dash);
        @Nullable String found = lookUp(address);
        if (dash >= 0 && (found == null || found.isEmpty())) {
            return reference.substring(dash + 2);
        }
        if (found == null) {
            throw new IllegalArgumentException(missing(address));
        }
        return found;
    }

    private @Nullable String lookUp(String address) {
        String name = address.substring(address.indexOf(':') + 1);
        if (!name.isEmpty() && address.startsWith("env:")) {
            return environment.variable(name);
        }
        if (!name.isEmpty() && address.startsWith("sys:")) {
            return environment.property(name);
        }
        if (!name.isEmpty() && address.startsWith(FILE)) {
            return content(address, file(name));
        }
        if (!name.isEmpty() && !lacksPart(name) && address.startsWith(SECRETS_MANAGER)) {
            return inVault(secretsManager, address);
        }
        if (!name.isEmpty() && address.startsWith(PARAMETER_STORE)) {
            return inVault(parameterStore, address);
        }
        // Not quoted: it may be a piece of a password that happens to hold these two characters.
        throw new IllegalArgumentException("a '${' starts no known reference; " + FORMS);
    }

    private static @Nullable String inVault(@Nullable Vault vault, String address) {
        if (vault == null) {
            throw new IllegalArgumentException(failed(address)
                    + "only keys of identities and of the token store may lead to a vault; use ${env:…} or"
                    + " ${file:…} here");
        }
        return vault.read(address.substring(address.indexOf(':') + 1));
    }

    private @Nullable String content(String address, File file) {
        byte @Nullable [] bytes;
        try {
            bytes = environment.read(file);
        } catch (IOException e) {
            throw new IllegalArgumentException(failed(address) + "the file " + file + " " + e.getMessage(), e);
        }
        if (bytes == null) {
            return null;
        }
        String content = new String(bytes, StandardCharsets.UTF_8);
        if (content.indexOf('\uFFFD') >= 0) {
            throw new IllegalArgumentException(
                    failed(address) + "the file " + file + " is not UTF-8 text; save it as UTF-8");
        }
        return withoutNewline(content.startsWith("\uFEFF") ? content.substring(1) : content);
    }

    private String missing(String address) {
        String name = address.substring(address.indexOf(':') + 1);
        String orDefault = ", or give it a default: ${" + address + ":-…}";
        if (address.startsWith("env:")) {
            return failed(address) + "the environment variable " + name + " is not set; set it" + orDefault;
        }
        if (address.startsWith("sys:")) {
            return failed(address) + "the system property " + name + " is not set; start the JVM with -D" + name + "=…"
                    + orDefault;
        }
        if (address.startsWith(FILE)) {
            return failed(address) + "the file " + file(name) + " does not exist; create it" + orDefault;
        }
        int mark = name.indexOf('#');
        String what = address.startsWith(PARAMETER_STORE) ? "parameter" : "secret";
        return failed(address) + "there is no such " + what + " in the region and account that are asked"
                + (mark < 0 ? "" : ", or it has no key '" + name.substring(mark + 1) + "'")
                + "; correct the reference or secrets.region, create it" + orDefault;
    }

    private File file(String path) {
        File file = new File(path);
        return file.isAbsolute() ? file : new File(directory, path);
    }

    /** Whether there is nothing in front of the mark that a key stands behind, or nothing behind it. */
    private static boolean lacksPart(String name) {
        return name.charAt(0) == '#' || name.charAt(name.length() - 1) == '#';
    }

    static String failed(String address) {
        return "${" + address + "} cannot be resolved: ";
    }

    private static String withoutNewline(String content) {
        if (!content.endsWith("\n")) {
            return content;
        }
        return content.substring(0, content.length() - (content.endsWith("\r\n") ? 2 : 1));
    }

    private static boolean haveScheme(String text, String scheme) {
        for (int start = next(text, 0); start >= 0; start = next(text, start + 2)) {
            if (text.startsWith(scheme, start + 2)) {
                return true;
            }
        }
        return false;
    }

    private static int next(String text, int from) {
        int at = text.indexOf("${", from);
        while (at > from && text.charAt(at - 1) == '$') {
            at = text.indexOf("${", at + 2);
        }
        return at;
    }

    private static String unescaped(String text) {
        // Java 8 compiles a regular expression for every replace.
        return text.indexOf("$${") < 0 ? text : text.replace("$${", "${");
    }
}
