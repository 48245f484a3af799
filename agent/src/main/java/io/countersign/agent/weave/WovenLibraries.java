package io.countersign.agent.weave;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/** Tells operators of each client library when the first of its classes is woven; once per library and jar. */
final class WovenLibraries {

    /** Whose classes are where, the longest beginning of a name first. */
    private static final String[][] NAMES = {
        {"sun/net/www/protocol/http/", "HttpURLConnection"},
        {"jdk/internal/net/http/", "java.net.http"},
        {"okhttp3/", "OkHttp"},
        {"com/squareup/okhttp/", "OkHttp"},
        {"org/apache/commons/httpclient/", "commons-httpclient"},
        {"org/apache/http/impl/nio/client/", "Apache HttpAsyncClient"},
        {"org/apache/http/protocol/", "Apache HttpCore"},
        {"org/apache/http/", "Apache HttpClient"},
        {"org/apache/hc/core5/", "Apache HttpCore"},
        {"org/apache/hc/", "Apache HttpClient"},
        {"org/eclipse/jetty/", "Jetty HttpClient"},
        {"org/asynchttpclient/", "AsyncHttpClient"},
        {"com/ning/http/", "AsyncHttpClient"},
        {"reactor/netty/", "Reactor Netty"},
        {"io/vertx/", "Vert.x"},
    };

    private final BiConsumer<String, String> operators;
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    /** @param operators are told of a library, with its version if that is known, and of its jar */
    WovenLibraries(BiConsumer<String, String> operators) {
        this.operators = operators;
    }

    void add(ClientClass type) {
        String library = name(type);
        if (!known.add(library + " " + type.origin())) {
            return;
        }
        if (type.isOfJdk()) {
            operators.accept(library + " " + System.getProperty("java.version"), "JDK");
        } else {
            String jar = jar(type.origin());
            String version = version(jar);
            operators.accept(version.isEmpty() ? library : library + " " + version, jar);
        }
    }

    private static String name(ClientClass type) {
        for (String[] each : NAMES) {
            if (type.seam().startsWith(each[0])) {
                return type.isCopy() ? each[1] + " as " + dotted(type.root()) : each[1];
            }
        }
        return type.seam();
    }

    private static String dotted(String root) {
        return root.substring(0, root.length() - 1).replace('/', '.');
    }

    /** Of a URL the last name in it, whether that is a jar, a folder or a jar in a jar. */
    static String jar(String origin) {
        int end = origin.length();
        while (end > 0 && (origin.charAt(end - 1) == '/' || origin.charAt(end - 1) == '!')) {
            end--;
        }
        return origin.substring(origin.lastIndexOf('/', end - 1) + 1, end);
    }

    /** As Maven writes it into a jar's name: from the first hyphen on that a digit follows; empty if there is none. */
    static String version(String jar) {
        int end = jar.endsWith(".jar") ? jar.length() - ".jar".length() : 0;
        for (int i = 0; i + 1 < end; i++) {
            char next = jar.charAt(i + 1);
            if (jar.charAt(i) == '-' && next >= '0' && next <= '9') {
                return jar.substring(i + 1, end);
            }
        }
        return "";
    }
}
