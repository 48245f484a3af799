package io.countersign.rules;

import java.net.URI;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Where tokens are shared, and the key that encrypts them. Loaded only by files that have one. */
final class StoreUrl {

    private static final String FILE = "file:";
    private static final int LARGEST_PORT = 65_535;

    private StoreUrl() {}

    static boolean isStore(String text) {
        return (text.startsWith(FILE) && text.length() > FILE.length() && !text.startsWith("file://"))
                || redis(text) != null;
    }

    static boolean isRedis(String text) {
        return !text.startsWith(FILE);
    }

    /** Whether what is sent there can be read on its way. */
    static boolean isReadable(String text) {
        URI uri = redis(text);
        return uri != null
                && "redis".equals(uri.getScheme())
                && ServiceUrl.isReadable("http://" + uri.getRawAuthority());
    }

    /** AES has keys of 128, 192 and 256 bits. */
    static boolean isKey(String text) {
        try {
            int length = Base64.getDecoder().decode(text.trim()).length;
            return length == 16 || length == 24 || length == 32;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static @Nullable URI redis(String text) {
        try {
            URI uri = URI.create(text);
            boolean redis = "redis".equals(uri.getScheme()) || "rediss".equals(uri.getScheme());
            boolean plain = uri.getRawUserInfo() == null && uri.getRawQuery() == null && uri.getRawFragment() == null;
            return redis
                            && plain
                            && uri.getHost() != null
                            && uri.getPort() <= LARGEST_PORT
                            && isDatabase(uri.getRawPath())
                    ? uri
                    : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static boolean isDatabase(String path) {
        return path.isEmpty() || "/".equals(path) || Quantity.number(path.substring(1)) >= 0;
    }
}
