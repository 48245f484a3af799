package io.countersign.counterpart;

import java.net.URI;
import java.util.List;
import java.util.function.Function;

/**
 * An AppSync API on loopback: lets in who is authorized as AWS documents it, in HTTP, in the handshake of a web socket and
 * in each {@code start}, {@code subscribe} and {@code publish}, and passes what was let in to an engine, unchanged. All
 * else gets an {@code UnauthorizedException}, and what was wrong with it is kept. A test uses it so:
 *
 * <pre>{@code
 * try (StandInEngine engine = new StandInEngine();
 *         AppSyncGate gate = AppSyncGate.start(AppSyncHosts.of(HOST), engine, AppSyncMode.apiKey(KEY))) {
 *     // a rule for HOST + ":" + gate.port(), and a client that opens gate.realtime("/graphql")
 *     engine.awaitSubscriptions(1);
 *     engine.send("{\"sent\":{\"text\":\"hello\"}}"); // to all who subscribed
 *     assertThat(gate.refusals()).isEmpty();
 * }
 * }</pre>
 *
 * <p>Names other than {@code localhost} are for the client to resolve, by {@code -Djdk.net.hosts.file}. Authorizations
 * name the HTTP host with the gate's port, as the Host of an HTTP request does.
 */
public final class AppSyncGate implements AutoCloseable {

    private final GateRecord record = new GateRecord();
    private final GateSite site;
    private final WebSocketServer server;

    private AppSyncGate(
            AppSyncHosts hosts,
            AppSyncEngine engine,
            AppSyncAuthorizer authorizer,
            Function<WebSocketServer.Site, WebSocketServer> start) {
        this.site = new GateSite(hosts, this::port, engine, authorizer, record);
        this.server = start.apply(site);
    }

    /** Starts one on a free port of 127.0.0.1. A request is let in by any of the modes. */
    public static AppSyncGate start(AppSyncHosts hosts, AppSyncEngine engine, AppSyncMode... modes) {
        return new AppSyncGate(hosts, engine, new AppSyncAuthorizer(modes), WebSocketServer::start);
    }

    /** The same over TLS, with a certificate for both names. */
    public static AppSyncGate startSecure(
            AppSyncHosts hosts, ServerCertificate certificate, AppSyncEngine engine, AppSyncMode... modes) {
        return new AppSyncGate(
                hosts, engine, new AppSyncAuthorizer(modes), site -> WebSocketServer.startSecure(site, certificate));
    }

    /** The port that it listens on, under both names. */
    public int port() {
        return server.port();
    }

    /** Where POSTs go, usually {@code /graphql} or {@code /event}. */
    public URI http(String target) {
        return URI.create((server.isSecure() ? "https://" : "http://") + site.authority() + target);
    }

    /** Where web sockets open, at {@code /graphql}, {@code /graphql/realtime} or {@code /event/realtime}. */
    public URI realtime(String target) {
        return URI.create((server.isSecure() ? "wss://" : "ws://") + site.realtimeAuthority() + target);
    }

    /** Host and port as every authorization names them. */
    public String authority() {
        return site.authority();
    }

    /** From now on a refused handshake opens a web socket all the same, which answers with {@code connection_error}. */
    public void refuseByMessage() {
        site.refuseByMessage(true);
    }

    /** All POSTs, oldest first, those that were refused too. */
    public List<ReceivedRequest> posts() {
        return record.posts.list();
    }

    /** All handshakes, oldest first, those that were refused too. */
    public List<AppSyncHandshake> handshakes() {
        return record.handshakes.list();
    }

    /** All messages, oldest first, those that were refused too. */
    public List<ReceivedMessage> messages() {
        return record.messages.list();
    }

    /** The messages that must be authorized: {@code start}, {@code subscribe} and {@code publish}. */
    public List<ReceivedMessage> starts() {
        return record.starts.list();
    }

    /** What was wrong with what was refused, oldest first; never a secret. */
    public List<String> refusals() {
        return record.refusals.list();
    }

    /** Waits until so many handshakes have come since the last reset. */
    public void awaitHandshakes(int count) {
        record.handshakes.await(count);
    }

    /** Waits until so many messages have come since the last reset. */
    public void awaitMessages(int count) {
        record.messages.await(count);
    }

    /** Waits until so many messages that must be authorized have come since the last reset. */
    public void awaitStarts(int count) {
        record.starts.await(count);
    }

    /** Cuts all connections, as a network does that fails, and takes new ones. */
    public void hangUp() {
        server.hangUp();
    }

    /** Closes all web sockets in good order, for instance with 1001 as a server that goes away. */
    public void closeSockets(int code, String reason) {
        server.closeSockets(code, reason);
    }

    /** Forgets what came and what was refused, and refuses handshakes by a 401 again. */
    public void reset() {
        record.clear();
        site.refuseByMessage(false);
    }

    /** Cuts all connections and frees the port; the engine is the caller's. */
    @Override
    public void close() {
        server.close();
    }
}
