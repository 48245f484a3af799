package io.countersign.token;

import io.countersign.request.AuthenticationException;
import io.countersign.secret.Secret;
import java.util.Locale;

/** The text of a header that carries a secret. */
final class HeaderValue {

    private HeaderValue() {}

    /**
     * Joins prefix and secret. Whatever HTTP libraries make of other characters, some put the whole value into their
     * error message, and a line end would start a header of its own; so only visible ASCII and blanks pass.
     */
    static String of(String prefix, Secret secret) throws AuthenticationException {
        String value = secret.reveal();
        if (value.isEmpty()) {
            throw unusable("is empty");
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < ' ' || c > '~') {
                throw unusable(String.format(Locale.ROOT, "has the character U+%04X at position %d", (int) c, i + 1));
            }
        }
        return prefix + value;
    }

    private static AuthenticationException unusable(String what) {
        return AuthenticationException.terminal(
                "the token or key " + what + ", which no header can carry; check where it comes from", null);
    }
}
