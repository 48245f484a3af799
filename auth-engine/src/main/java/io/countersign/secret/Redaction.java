package io.countersign.secret;

import java.util.Collection;

/** Keeps secrets out of what others say: a server may quote in an error message what it was sent. */
public final class Redaction {

    private Redaction() {}

    /** The text in one line, with asterisks in place of each secret. */
    public static String of(String text, Collection<Secret> hidden) {
        String shown = inOneLine(text);
        for (Secret secret : hidden) {
            shown = secret.isEmpty() ? shown : shown.replace(inOneLine(secret.reveal()), "****");
        }
        return shown;
    }

    private static String inOneLine(String text) {
        return text.replaceAll("\\s+", " ");
    }
}
