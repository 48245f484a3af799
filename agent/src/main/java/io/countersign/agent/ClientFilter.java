package io.countersign.agent;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.AccessController;
import java.security.PrivilegedExceptionAction;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Looks at the name of each class that is loaded, and hands the few that send HTTP requests to the weaver. */
final class ClientFilter implements ClassFileTransformer {

    /** The keys of the hook table, repeated here so that no other class is needed to say no; a test compares. */
    static final String[] CLIENT_CLASSES = {
        "jdk/internal/net/http/MultiExchange",
        "jdk/internal/net/http/HttpRequestImpl",
        "jdk/internal/net/http/Http1Request",
        "jdk/internal/net/http/websocket/MessageQueue",
        "jdk/internal/net/http/Stream",
        "jdk/internal/net/http/Http3ExchangeImpl",
        "sun/net/www/protocol/http/HttpURLConnection",
        "okhttp3/internal/http/RealInterceptorChain",
        "okhttp3/internal/http/RetryAndFollowUpInterceptor",
        "okhttp3/internal/ws/RealWebSocket",
        "okhttp3/internal/http/HttpEngine",
        "okhttp3/internal/http/HttpEngine$NetworkInterceptorChain",
        "com/squareup/okhttp/internal/http/HttpEngine",
        "com/squareup/okhttp/internal/http/HttpEngine$NetworkInterceptorChain",
        "org/apache/commons/httpclient/HttpMethodDirector",
        "org/apache/http/protocol/HttpRequestExecutor",
        "org/apache/http/impl/client/DefaultRequestDirector",
        "org/apache/http/impl/execchain/MainClientExec",
        "org/apache/http/impl/nio/client/InternalState",
        "org/apache/http/impl/nio/client/MainClientExec",
        "org/apache/http/impl/nio/client/MinimalClientExec",
        "org/apache/http/impl/nio/client/MinimalClientExchangeHandlerImpl",
        "org/apache/http/impl/nio/client/PipeliningClientExchangeHandlerImpl",
        "org/apache/hc/core5/http/impl/io/HttpRequestExecutor",
        "org/apache/hc/client5/http/impl/classic/ProtocolExec",
        "org/apache/hc/client5/http/impl/classic/MinimalHttpClient",
        "org/apache/hc/client5/http/impl/async/AsyncProtocolExec",
        "org/apache/hc/client5/http/impl/async/AsyncConnectExec",
        "org/apache/hc/client5/http/impl/async/InternalHttpAsyncExecRuntime",
        "org/apache/hc/client5/http/impl/async/InternalH2AsyncExecRuntime",
        "org/apache/hc/client5/http/impl/async/MinimalHttpAsyncClient",
        "org/apache/hc/client5/http/impl/async/MinimalHttpAsyncClient$InternalAsyncClientEndpoint",
        "org/apache/hc/client5/http/impl/async/MinimalH2AsyncClient",
        "org/eclipse/jetty/client/HttpDestination",
        "org/eclipse/jetty/client/HttpSender",
        "org/eclipse/jetty/client/transport/HttpDestination",
        "org/eclipse/jetty/client/transport/HttpSender",
        "org/eclipse/jetty/client/HttpClient",
        "org/asynchttpclient/netty/request/NettyRequestSender",
        "com/ning/http/client/providers/netty/request/NettyRequestSender",
        "reactor/netty/http/client/HttpClientConnect$HttpClientHandler",
        "io/vertx/core/http/impl/Http1xClientConnection",
        "io/vertx/core/http/impl/http1/Http1ClientConnection",
    };

    /** The public classes of libraries, beside which the others must lie; a test compares here, too. */
    static final String[] LANDMARKS = {
        "java/net/http/HttpClient",
        "com/squareup/okhttp/OkHttpClient",
        "okhttp3/OkHttpClient",
        "org/apache/commons/httpclient/HttpClient",
        "org/apache/http/client/HttpClient",
        "org/apache/http/nio/client/HttpAsyncClient",
        "org/apache/hc/client5/http/classic/HttpClient",
        "org/apache/hc/client5/http/async/HttpAsyncClient",
        "org/eclipse/jetty/client/HttpClientTransport",
        "org/asynchttpclient/AsyncHttpClient",
        "com/ning/http/client/AsyncHttpClient",
        "reactor/netty/http/client/HttpClient",
        "io/vertx/core/http/HttpClient",
    };

    private static final String INSTALLATION = "io.countersign.agent.weave.Installation";

    private final SeamNames seams;
    private final SeamNames landmarks;
    private final Instrumentation instrumentation;
    private final AgentOptions options;
    private @Nullable Object installation;

    ClientFilter(Instrumentation instrumentation, AgentOptions options) {
        this.instrumentation = instrumentation;
        this.options = options;
        this.seams = new SeamNames(CLIENT_CLASSES, options.relocated());
        this.landmarks = new SeamNames(LANDMARKS, false);
    }

    @Override
    public byte @Nullable [] transform(
            @Nullable ClassLoader loader,
            @Nullable String name,
            @Nullable Class<?> redefined,
            @Nullable ProtectionDomain domain,
            byte[] bytes) {
        if (name == null || !concerns(name)) {
            return null;
        }
        try {
            return privileged(new PrivilegedExceptionAction<byte @Nullable []>() {
                @Override
                public byte @Nullable [] run() throws Exception {
                    return ((ClassFileTransformer) installation()).transform(loader, name, redefined, domain, bytes);
                }
            });
        } catch (Throwable t) {
            AgentLog.error(name.replace('/', '.') + " is not woven, its requests go out unauthenticated", t);
            return null;
        }
    }

    private boolean concerns(String name) {
        return seams.seam(name) != null || landmarks.seam(name) != null;
    }

    /**
     * Weaves what is loaded already. That adds no members, so the JVM takes it for classes in use; and should a class be
     * woven already, the JVM gives its original.
     */
    void weave(List<Class<?>> loaded) {
        for (Class<?> type : loaded) {
            weaveAgain(type);
        }
    }

    private void weaveAgain(Class<?> type) {
        try {
            instrumentation.retransformClasses(type);
        } catch (Throwable t) {
            AgentLog.error(
                    type.getName() + " was loaded before the agent and cannot be woven any more, its requests go out"
                            + " unauthenticated",
                    t);
        }
    }

    /**
     * From here on the JVM shows each class that it loads.
     *
     * @return the clients' classes that are loaded: in a JVM that runs, by an agent that came first, or from an AOT cache,
     *     which the JVM reads before agents
     */
    List<Class<?>> register() {
        instrumentation.addTransformer(this, true);
        List<Class<?>> clients = new ArrayList<>(0);
        for (Class<?> type : instrumentation.getAllLoadedClasses()) {
            String name = type.getName();
            if ((seams.mayKnow(name) || landmarks.mayKnow(name)) && concerns(name.replace('.', '/'))) {
                clients.add(type);
            }
        }
        return clients;
    }

    /**
     * Weaves what is loaded, since {@code main} may send at once, and reads the rules beside the application's own start; the
     * first request waits for them.
     */
    void beginInBackground(List<Class<?>> loaded) {
        weave(loaded);
        Thread reader = new Thread("countersign-rules") {
            @Override
            public void run() {
                readRules();
            }
        };
        reader.setDaemon(true);
        reader.setContextClassLoader(null);
        reader.start();
    }

    /** Reads the rules, and weaves what is loaded even if they cannot be used: they may be mended. */
    boolean begin(List<Class<?>> loaded) {
        boolean usable = readRules();
        weave(loaded);
        return usable;
    }

    /** Says what is wrong with the rules, if anything. */
    boolean readRules() {
        try {
            return (Boolean) ((Callable<?>) installation()).call();
        } catch (Throwable t) {
            AgentLog.error("the rules cannot be read, requests go out as the application makes them", t);
            return false;
        }
    }

    private synchronized Object installation() throws Exception {
        Object made = installation;
        if (made == null) {
            made = new AgentLoader(AgentLoader.ownJar(), "engine.jar")
                    .loadClass(INSTALLATION)
                    .getConstructor(Instrumentation.class, AgentOptions.class)
                    .newInstance(instrumentation, options);
            installation = made;
        }
        return made;
    }

    /**
     * Cuts the stack: what is made further down, loaders and threads, would else keep the access control context, and
     * so the class loader, of whichever web application sends the first request (Java 8 to 23).
     */
    private static byte @Nullable [] privileged(PrivilegedExceptionAction<byte @Nullable []> action) throws Exception {
        return AccessController.doPrivileged(action);
    }
}
