package io.countersign.rules;

import org.jspecify.annotations.Nullable;

/**
 * The spelling of TOTP secrets, as loose as people are: blanks, hyphens and lower case are tolerated, padding is optional.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4648#section-6">RFC 4648, section 6</a>
 */
final class Base32 {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567abcdefghijklmnopqrstuvwxyz";

    private Base32() {}

    /** What is wrong with a secret and how to mend it, without the secret; null if nothing is. */
    static @Nullable String complaint(String text) {
        if (text.trim().startsWith("otpauth:")) {
            return "is a whole otpauth: address; give only what stands behind its secret=";
        }
        int digits = digits(text);
        if (digits < 0) {
            return "is not base32 (letters A to Z, digits 2 to 7); copy it as AssociateSoftwareToken or the QR code's"
                    + " secret= gives it";
        }
        return isWhole(digits) ? null : "is cut short: no base32 text has this length; copy it as a whole";
    }

    /** How many bits a well-formed secret holds. */
    static int bits(String text) {
        return digits(text) * 5 / 8 * 8;
    }

    /** The number of digits before the padding; -1 if something else stands among them. */
    private static int digits(String text) {
        int count = 0;
        boolean padding = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ' ' || c == '-') {
                continue;
            }
            padding |= c == '=';
            if (padding ? c != '=' : ALPHABET.indexOf(c) < 0) {
                return -1;
            }
            count += padding ? 0 : 1;
        }
        return count;
    }

    /** Eight digits are five bytes, so one, three or six are left over from no whole number of bytes. */
    private static boolean isWhole(int digits) {
        int rest = digits % 8;
        return digits > 0 && rest != 1 && rest != 3 && rest != 6;
    }
}
