package io.countersign.agent.weave;

import io.countersign.agent.SeamNames;
import java.security.ProtectionDomain;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which classes are woven, and where: every library passes each hop through one method and decides in another. */
final class HookTable {

    private final Map<String, List<Hook>> rows = new LinkedHashMap<>();
    private final SeamNames names;

    /** @param copies whether copies of libraries count that vendors moved to packages of their own */
    HookTable(boolean copies) {
        javaNetHttp();
        httpUrlConnection();
        okHttp();
        okHttpWebSocket();
        okHttpEngine("okhttp3");
        okHttpEngine("com/squareup/okhttp");
        commonsHttpClient();
        apache4();
        apache4Async();
        apache5();
        apache5Async();
        jetty("org/eclipse/jetty/client/");
        jetty("org/eclipse/jetty/client/transport/");
        add("org/eclipse/jetty/client/HttpClient", Hook.onReturn("findProtocolHandler", "JettyHttpClient#response"));
        add(
                "org/asynchttpclient/netty/request/NettyRequestSender",
                Hook.onEntry("writeRequest", "AsyncHttpClient#hop"));
        add(
                "com/ning/http/client/providers/netty/request/NettyRequestSender",
                Hook.onEntry("writeRequest", "AsyncHttpClient1#hop"));
        reactorNetty();
        vertx();
        names = new SeamNames(classes(), copies);
    }

    /**
     * A class that is woven; null if it is not.
     *
     * @param name internal
     */
    @Nullable
    ClientClass type(String name, @Nullable ProtectionDomain domain) {
        String seam = names.seam(name);
        return seam == null ? null : ClientClass.of(name, seam, domain);
    }

    /** The rows of a class, by its internal name; empty if it is not woven. */
    List<Hook> of(String internalName) {
        return rows.getOrDefault(internalName, Collections.emptyList());
    }

    /** The internal names of all classes that are woven. */
    String[] classes() {
        return rows.keySet().toArray(new String[0]);
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
        add("jdk/internal/net/http/Http1Request", Hook.onReturn("requestURI", "JdkHttpClient#query"));
        add("jdk/internal/net/http/websocket/MessageQueue", Hook.onEntry("addText", "JdkWebSocket#message"));
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
                Hook.onReturn("followRedirect", "HttpUrlConnection#response"),
                Hook.onEntry("disconnectInternal", "HttpUrlConnection#failure"));
    }

    /** 3.4 to 5.x. */
    private void okHttp() {
        add(
                "okhttp3/internal/http/RealInterceptorChain",
                Hook.onEntry("proceed", "OkHttp#hop"),
                Hook.onReturn("proceed", "OkHttp#answer"));
        add("okhttp3/internal/http/RetryAndFollowUpInterceptor", Hook.onReturn("followUpRequest", "OkHttp#response"));
    }

    /** 3.5 to 5.x. */
    private void okHttpWebSocket() {
        add(
                "okhttp3/internal/ws/RealWebSocket",
                Hook.onEntry("send", "(Ljava/lang/String;)", "OkHttpWebSocket#message"));
    }

    /** 3.0 to 3.3, and 2.x in another package. */
    private void okHttpEngine(String root) {
        add(
                root + "/internal/http/HttpEngine",
                Hook.onReturn("networkRequest", "OkHttpEngine#request"),
                Hook.onReturn("followUpRequest", "OkHttpEngine#response"));
        add(
                root + "/internal/http/HttpEngine$NetworkInterceptorChain",
                Hook.onEntry("proceed", "OkHttpEngine#step"),
                Hook.onReturn("proceed", "OkHttpEngine#answer"));
    }

    /** 3.0 and 3.1. */
    private void commonsHttpClient() {
        add(
                "org/apache/commons/httpclient/HttpMethodDirector",
                Hook.onEntry("executeWithRetry", "CommonsHttpClient3#hop"),
                Hook.onReturn("isAuthenticationNeeded", "CommonsHttpClient3#response"),
                Hook.onReturn("processAuthenticationResponse", "CommonsHttpClient3#challenge"));
    }

    /** The blocking clients: 4.0 to 4.2 and what is left of them since, 4.3 to 4.5. */
    private void apache4() {
        add("org/apache/http/protocol/HttpRequestExecutor", Hook.onEntry("execute", "ApacheHttpClient4#hop"));
        add(
                "org/apache/http/impl/client/DefaultRequestDirector",
                Hook.onReturn("handleResponse", "ApacheHttpClient4#followup"));
        add(
                "org/apache/http/impl/execchain/MainClientExec",
                Hook.onReturn("needAuthentication", "ApacheHttpClient4#response"));
    }

    /** HttpAsyncClient 4.0 and 4.1; its minimal and its pipelining clients never send again. */
    private void apache4Async() {
        String client = "org/apache/http/impl/nio/client/";
        add(client + "InternalState", Hook.onAssignment("requestProducer", "(", "ApacheHttpClient4Async#body"));
        add(
                client + "MainClientExec",
                Hook.onReturn("generateRequest", "ApacheHttpClient4Async#hop"),
                Hook.onReturn("handleResponse", "ApacheHttpClient4Async#response"));
        add(client + "MinimalClientExec", Hook.onReturn("generateRequest", "ApacheHttpClient4Async#hop"));
        add(
                client + "MinimalClientExchangeHandlerImpl",
                Hook.onAssignment("requestProducer", "(", "ApacheHttpClient4Exchange#body"),
                Hook.onReturn("generateRequest", "ApacheHttpClient4Exchange#minimal"));
        add(
                client + "PipeliningClientExchangeHandlerImpl",
                Hook.onAssignment("requestProducerQueue", "(", "ApacheHttpClient4Exchange#bodies"),
                Hook.onReturn("generateRequest", "ApacheHttpClient4Exchange#pipelined"));
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

    /** 9.2.8 to 11; from 12 on in another package. */
    private void jetty(String room) {
        add(room + "HttpDestination", Hook.onEntry("enqueue", "JettyHttpClient#hop"));
        add(
                room + "HttpSender",
                Hook.onReturn("beginToHeaders", "JettyHttpClient#head"),
                Hook.onEntry("headersToCommit", "JettyHttpClient#sent"));
    }

    /** 0.9 and 1.x, what Spring's WebClient sends with; HTTP/1.1 and HTTP/2. */
    private void reactorNetty() {
        add(
                "reactor/netty/http/client/HttpClientConnect$HttpClientHandler",
                Hook.onEntry("requestWithBody", "ReactorNetty#hop"));
    }

    /** 3.9 to 5.0, and 5.1 and later in another package; HTTP/1.1. */
    private void vertx() {
        Hook hop = Hook.onReturn("createRequest", "Vertx#hop");
        add("io/vertx/core/http/impl/Http1xClientConnection", hop);
        add("io/vertx/core/http/impl/http1/Http1ClientConnection", hop);
    }

    private void add(String internalName, Hook... hooks) {
        rows.put(internalName, Arrays.asList(hooks));
    }
}
