package io.countersign.rules;

import java.net.IDN;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One host, or with {@code *.} in front every host below one, by whole labels; with a port or with the scheme's default.
 * Names are in lower case, in ASCII (IDNA) and without a trailing dot.
 */
public final class HostPattern {

    private final String name;
    private final boolean wildcard;
    private final int port;

    private HostPattern(String name, boolean wildcard, int port) {
        this.name = name;
        this.wildcard = wildcard;
        this.port = port;
    }

    /** @throws IllegalArgumentException whose message says what is wrong with the text, without repeating it */
    public static HostPattern of(String text) {
        rejectUrls(text);
        int colon = portColon(text);
        int port = colon < 0 ? 0 : Quantity.number(text.substring(colon + 1));
        if (colon >= 0 && (port < 1 || port > 65535)) {
            throw new IllegalArgumentException("the port must be a number from 1 to 65535");
        }
        String host = colon < 0 ? text : text.substring(0, colon);
        if (host.startsWith("[")) {
            return new HostPattern(ipv6(host), false, port);
        }
        boolean wildcard = host.startsWith("*.");
        String name = canonical(wildcard ? host.substring(2) : host);
        checkName(name, wildcard);
        return new HostPattern(name, wildcard, port);
    }

    /** The host, or what stands behind {@code *.}. */
    public String name() {
        return name;
    }

    /** Whether one or more labels stand in front of the name. */
    public boolean isWildcard() {
        return wildcard;
    }

    /** 0 means the default of the request's scheme. */
    public int port() {
        return port;
    }

    /** Whether a host is meant, on whatever port; told by the one that is dialled, in any spelling. */
    boolean takes(String host) {
        String address = IpAddress.canonical(host);
        String dialled = address == null ? canonicalOrEmpty(host) : address;
        return wildcard ? dialled.endsWith("." + name) : dialled.equals(name);
    }

    private static String canonicalOrEmpty(String host) {
        return ascii(host) == null ? "" : canonical(host);
    }

    /** Whether the name is the domain or stands below it. */
    boolean isWithin(String domain) {
        return name.endsWith(domain)
                && (name.length() == domain.length() || name.charAt(name.length() - domain.length() - 1) == '.');
    }

    boolean isWithinAny(String[] domains) {
        for (String domain : domains) {
            if (isWithin(domain)) {
                return true;
            }
        }
        return false;
    }

    /** The same pattern with another label in place of one; itself if it has no such label. */
    HostPattern withLabel(String label, String other) {
        int found = ("." + name + ".").indexOf("." + label + ".");
        return found < 0
                ? this
                : new HostPattern(
                        name.substring(0, found) + other + name.substring(found + label.length()), wildcard, port);
    }

    private static void rejectUrls(String text) {
        if (text.contains("://")) {
            throw new IllegalArgumentException("write the host without its scheme");
        }
        if (text.indexOf('/') >= 0) {
            throw new IllegalArgumentException("write the host without a path; the key 'paths' takes paths");
        }
        if (text.indexOf('@') >= 0) {
            throw new IllegalArgumentException("write the host without user-info");
        }
    }

    private static int portColon(String text) {
        int colon = text.lastIndexOf(':');
        if (text.startsWith("[")) {
            return colon > text.indexOf(']') ? colon : -1;
        }
        if (colon != text.indexOf(':')) {
            throw new IllegalArgumentException("write an IPv6 address in brackets, as in [::1]");
        }
        return colon;
    }

    private static String ipv6(String host) {
        String address = host.endsWith("]") ? IpAddress.canonical(host.substring(1, host.length() - 1)) : null;
        if (address == null) {
            throw new IllegalArgumentException("this is no IPv6 address (zones are not supported)");
        }
        return address;
    }

    private static String canonical(String host) {
        String ascii = ascii(host);
        if (ascii == null) {
            throw new IllegalArgumentException("this is no valid internationalized host name");
        }
        String name = ascii.toLowerCase(Locale.ROOT);
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }

    /** The ASCII form of a host (RFC 3490); null if it has none. */
    static @Nullable String ascii(String host) {
        for (int i = 0; i < host.length(); i++) {
            if (host.charAt(i) >= 0x80) {
                try {
                    return IDN.toASCII(host);
                } catch (IllegalArgumentException e) {
                    return null;
                }
            }
        }
        return host;
    }

    private static void checkName(String name, boolean wildcard) {
        if (name.indexOf('*') >= 0) {
            throw new IllegalArgumentException("'*' can only be the whole first label, as in *.example.com");
        }
        int lastDot = name.lastIndexOf('.');
        if (wildcard && lastDot < 0) {
            throw new IllegalArgumentException("this covers a whole top-level domain; name at least two labels");
        }
        if (name.isEmpty() || name.length() > 253 || !areLabels(name)) {
            throw new IllegalArgumentException("this is no host name");
        }
        boolean numeric = isNumeric(name.substring(lastDot + 1));
        if (numeric && (wildcard || IpAddress.ipv4(name) == null)) {
            throw new IllegalArgumentException(
                    wildcard ? "an IP address cannot have a wildcard" : "this is no IPv4 address of four numbers");
        }
    }

    private static boolean isNumeric(String label) {
        for (int i = 0; i < label.length(); i++) {
            if (label.charAt(i) < '0' || label.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private static boolean areLabels(String name) {
        int start = 0;
        for (int i = 0; i <= name.length(); i++) {
            char c = i == name.length() ? '.' : name.charAt(i);
            if (c == '.') {
                if (i == start || i - start > 63) {
                    return false;
                }
                start = i + 1;
            } else if (!HostIndex.isHostCharacter(c)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        if (!(other instanceof HostPattern)) {
            return false;
        }
        HostPattern that = (HostPattern) other;
        return name.equals(that.name) && wildcard == that.wildcard && port == that.port;
    }

    @Override
    public int hashCode() {
        return name.hashCode() * 31 + port * 2 + (wildcard ? 1 : 0);
    }

    /** As it would be written in the file. */
    @Override
    public String toString() {
        String host = name.indexOf(':') < 0 ? name : "[" + name + "]";
        return (wildcard ? "*." : "") + host + (port == 0 ? "" : ":" + port);
    }
}
