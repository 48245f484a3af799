package io.countersign.agent.weave;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which classes are woven, and where: every library passes each hop through one method and decides in another. */
final class HookTable {

    private final Map<String, List<Hook>> rows = new LinkedHashMap<>();

    HookTable() {
        javaNetHttp();
        httpUrlConnection();
        okHttp();
        apache4();
        apache5();
        apache5Async();
    }

    /** The rows of a class, by its internal name; empty if it is not woven. */
    List<Hook> of(String internalName) {
        return rows.getOrDefault(internalName, Collections.emptyList());
    }

    /** The internal names of all classes that are woven. */
    Iterable<String> classes() {
        return rows.keySet();
    }

    /** Java 11 and later, synchronous and asynchronous: HTTP/1.1, HTTP/2 and, from Java 26 on, HTTP/3. */
    private void javaNetHttp() {
        add(
                "jdk/internal/net/http/MultiExchange",
                Hook.onReturn("requestFilters", "JdkHttpClient#hop"),
                Hook.onReturn("responseFilters", "JdkHttpClient#response"));
        add(
                "jdk/internal/net/http/HttpRequestImpl",
                Hook.onReturn("getUserHeaders", "JdkHttpClient#userHeaders"),
                Hook.onAssignment("requestPublisher", "(Ljava/net/http/HttpRequest;", "JdkHttpClient#body"));
        Hook authority =
                Hook.onAssignment("requestPseudoHeaders", "(Ljdk/internal/net/http/", "JdkHttpClient#authority");
        add("jdk/internal/net/http/Stream", authority);
        add("jdk/internal/net/http/Http3ExchangeImpl", authority);
    }

    /** Also what HTTPS connections delegate to. */
    private void httpUrlConnection() {
        add(
                "sun/net/www/protocol/http/HttpURLConnection",
                Hook.onEntry("getOutputStream", "HttpUrlConnection#body"),
                Hook.onReturn("getOutputStream", "HttpUrlConnection#output"),
                Hook.onEntry("writeRequests", "HttpUrlConnection#hop"),
                Hook.onReturn("followRedirect", "HttpUrlConnection#response"));
    }

    /** 3.4 to 5.x. */
    private void okHttp() {
        add("okhttp3/internal/http/RealInterceptorChain", Hook.onEntry("proceed", "OkHttp#hop"));
        add("okhttp3/internal/http/RetryAndFollowUpInterceptor", Hook.onReturn("followUpRequest", "OkHttp#response"));
    }

    /** The blocking clients of 4.3 to 4.5. */
    private void apache4() {
        add("org/apache/http/protocol/HttpRequestExecutor", Hook.onEntry("execute", "ApacheHttpClient4#hop"));
        add(
                "org/apache/http/impl/execchain/MainClientExec",
                Hook.onReturn("needAuthentication", "ApacheHttpClient4#response"));
    }

    /** The classic (blocking) clients of 5.x; the minimal one sends nothing twice. */
    private void apache5() {
        add("org/apache/hc/core5/http/impl/io/HttpRequestExecutor", Hook.onEntry("execute", "ApacheHttpClient5#hop"));
        add(
                "org/apache/hc/client5/http/impl/classic/ProtocolExec",
                Hook.onReturn("needAuthentication", "ApacheHttpClient5#response"));
        add(
                "org/apache/hc/client5/http/impl/classic/MinimalHttpClient",
                Hook.onReturn("doExecute", "ApacheHttpClient5#answer"));
    }

    /** The asynchronous clients of 5.x, HTTP/1.1 and HTTP/2, and the minimal ones, which have nothing in between. */
    private void apache5Async() {
        String rooms = "org/apache/hc/client5/http/impl/async/";
        add(
                rooms + "AsyncProtocolExec",
                Hook.onEntry("execute", "ApacheHttpClient5Async#body"),
                Hook.onReturn("needAuthentication", "ApacheHttpClient5Async#response"));
        add(rooms + "AsyncConnectExec", Hook.onEntry("execute", "ApacheHttpClient5Async#hop"));
        add(rooms + "InternalHttpAsyncExecRuntime", Hook.onEntry("execute", "ApacheHttpClient5Async#exchange"));
        add(rooms + "InternalH2AsyncExecRuntime", Hook.onEntry("execute", "ApacheHttpClient5Async#exchange"));
        add(rooms + "MinimalHttpAsyncClient", Hook.onEntry("execute", "ApacheHttpClient5Async#minimal"));
        add(
                rooms + "MinimalHttpAsyncClient$InternalAsyncClientEndpoint",
                Hook.onEntry("execute", "ApacheHttpClient5Async#leased"));
        add(rooms + "MinimalH2AsyncClient", Hook.onEntry("execute", "ApacheHttpClient5Async#minimal"));
    }

    private void add(String internalName, Hook... hooks) {
        rows.put(internalName, Arrays.asList(hooks));
    }
}
