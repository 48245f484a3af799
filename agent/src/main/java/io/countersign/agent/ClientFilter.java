package io.countersign.agent;

import java.io.File;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.AccessController;
import java.security.PrivilegedExceptionAction;
import java.security.ProtectionDomain;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Looks at the name of each class that is loaded, and hands the few that send HTTP requests to the weaver. */
final class ClientFilter implements ClassFileTransformer {

    /** The keys of the hook table, repeated here so that no other class is needed to say no; a test compares. */
    static final String[] CLIENT_CLASSES = {
        "jdk/internal/net/http/MultiExchange",
        "jdk/internal/net/http/HttpRequestImpl",
        "jdk/internal/net/http/Stream",
        "jdk/internal/net/http/Http3ExchangeImpl",
        "sun/net/www/protocol/http/HttpURLConnection",
        "okhttp3/internal/http/RealInterceptorChain",
        "okhttp3/internal/http/RetryAndFollowUpInterceptor",
        "org/apache/http/protocol/HttpRequestExecutor",
        "org/apache/http/impl/execchain/MainClientExec",
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
    };

    private static final String INSTALLATION = "io.countersign.agent.weave.Installation";

    private final Set<String> names = new HashSet<>(Arrays.asList(CLIENT_CLASSES));
    private final Instrumentation instrumentation;
    private final AgentOptions options;
    private @Nullable Object installation;

    ClientFilter(Instrumentation instrumentation, AgentOptions options) {
        this.instrumentation = instrumentation;
        this.options = options;
    }

    @Override
    public byte @Nullable [] transform(
            @Nullable ClassLoader loader,
            @Nullable String name,
            @Nullable Class<?> redefined,
            @Nullable ProtectionDomain domain,
            byte[] bytes) {
        if (name == null || !names.contains(name)) {
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

    /** Reads the rules beside the application's own start; the first request waits for them. */
    void readRulesInBackground() {
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
            File jar = new File(ClientFilter.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            made = new AgentLoader(jar)
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
