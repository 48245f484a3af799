package io.countersign.agent.weave;

import java.security.ProtectionDomain;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The public class of each library that whoever uses it loads. Where none of the classes that the hook table knows lies
 * beside it, that version of the library has moved them, and nothing else would tell.
 */
final class Landmarks {

    private final Map<String, String[]> seams = new HashMap<>();
    private final MovedSeams moved;

    Landmarks(MovedSeams moved) {
        this.moved = moved;
        add("java/net/http/HttpClient", "jdk/internal/net/http/MultiExchange");
        add("com/squareup/okhttp/OkHttpClient", "com/squareup/okhttp/internal/http/HttpEngine");
        add("okhttp3/OkHttpClient", "okhttp3/internal/http/RealInterceptorChain", "okhttp3/internal/http/HttpEngine");
        add("org/apache/commons/httpclient/HttpClient", "org/apache/commons/httpclient/HttpMethodDirector");
        add("org/apache/http/client/HttpClient", "org/apache/http/protocol/HttpRequestExecutor");
        add(
                "org/apache/http/nio/client/HttpAsyncClient",
                "org/apache/http/impl/nio/client/MainClientExec",
                "org/apache/http/impl/nio/client/MinimalClientExec");
        add("org/apache/hc/client5/http/classic/HttpClient", "org/apache/hc/core5/http/impl/io/HttpRequestExecutor");
        add(
                "org/apache/hc/client5/http/async/HttpAsyncClient",
                "org/apache/hc/client5/http/impl/async/AsyncConnectExec");
        add(
                "org/eclipse/jetty/client/HttpClientTransport",
                "org/eclipse/jetty/client/HttpDestination",
                "org/eclipse/jetty/client/transport/HttpDestination");
        add("com/ning/http/client/AsyncHttpClient", "com/ning/http/client/providers/netty/request/NettyRequestSender");
        add("org/asynchttpclient/AsyncHttpClient", "org/asynchttpclient/netty/request/NettyRequestSender");
        add(
                "io/vertx/core/http/HttpClient",
                "io/vertx/core/http/impl/Http1xClientConnection",
                "io/vertx/core/http/impl/http1/Http1ClientConnection");
        add("reactor/netty/http/client/HttpClient", "reactor/netty/http/client/HttpClientConnect$HttpClientHandler");
    }

    /** The internal names of all landmarks. */
    String[] classes() {
        return seams.keySet().toArray(new String[0]);
    }

    /** What should lie beside a landmark: one of these at least; none if it is no landmark. */
    String[] beside(String landmark) {
        return seams.getOrDefault(landmark, new String[0]);
    }

    /**
     * Looks for them, on a thread of its own: the loader that is asked is in the middle of defining the landmark.
     *
     * @param loader null is the boot loader
     */
    void survey(String landmark, @Nullable ClassLoader loader, @Nullable ProtectionDomain domain) {
        Thread surveyor = new Thread("countersign-landmark") {
            @Override
            public void run() {
                if (!isComplete(landmark, loader)) {
                    moved.absent(ClientClass.of(landmark, landmark, domain), beside(landmark));
                }
            }
        };
        surveyor.setDaemon(true);
        surveyor.setContextClassLoader(null);
        surveyor.start();
    }

    private boolean isComplete(String landmark, @Nullable ClassLoader loader) {
        for (String seam : beside(landmark)) {
            if (isThere(seam, loader)) {
                return true;
            }
        }
        return false;
    }

    /** Some loaders hide their resources, so the class itself has the last word. */
    private static boolean isThere(String seam, @Nullable ClassLoader loader) {
        String resource = seam + ".class";
        if ((loader == null ? ClassLoader.getSystemResource(resource) : loader.getResource(resource)) != null) {
            return true;
        }
        try {
            Class.forName(seam.replace('/', '.'), false, loader);
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    private void add(String landmark, String... beside) {
        seams.put(landmark, beside);
    }
}
