package io.countersign.counterpart;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * An API that lets in only who brings the right credentials, and answers 401 to all others. It echoes what it is sent;
 * {@code /redirect-same} and {@code /redirect-to?u=} send the caller on, with {@code status=} if not 302.
 */
public final class ApiServer implements AutoCloseable {

    private final Requirement requirement;
    private final Faults faults = new Faults();
    private final Arrivals arrivals = new Arrivals();
    private final List<String> refusals = new CopyOnWriteArrayList<>();
    private final RecordingServer server;
    private volatile int gathering;

    private ApiServer(Requirement requirement, Function<RawServer.Handler, RecordingServer> start) {
        this.requirement = requirement;
        this.server = start.apply(this::reply);
    }

    /** Starts one on a free port of 127.0.0.1. */
    public static ApiServer requiring(Requirement requirement) {
        return new ApiServer(requirement, RawServer::start);
    }

    /** The same for bodies of any length, which it digests instead of keeping them; it echoes nothing. */
    public static ApiServer digesting(Requirement requirement) {
        return new ApiServer(requirement, RawServer::startDigesting);
    }

    /** The same over TLS, in HTTP/1.1. */
    public static ApiServer secure(Requirement requirement, ServerCertificate certificate) {
        return new ApiServer(requirement, handler -> RawServer.startSecure(handler, certificate));
    }

    /** Speaks HTTP/2 without TLS, from an upgrade on or from the first byte; HTTP/1.1 with who asks for neither. */
    public static ApiServer http2(Requirement requirement) {
        return new ApiServer(requirement, Http2Server::start);
    }

    /** Speaks HTTP/2 over TLS; HTTP/1.1 with who does not offer it. */
    public static ApiServer http2(Requirement requirement, ServerCertificate certificate) {
        return new ApiServer(requirement, handler -> Http2Server.startSecure(handler, certificate));
    }

    /** Speaks HTTP/3, and so over TLS, and nothing else; only {@link #canSpeakHttp3 where that is possible}. */
    public static ApiServer http3(Requirement requirement, ServerCertificate certificate) {
        return new ApiServer(requirement, handler -> Http3Server.start(handler, certificate));
    }

    /** Whether this platform has what HTTP/3 needs. */
    public static boolean canSpeakHttp3() {
        return Http3Server.isPossible();
    }

    /** The port that it listens on. */
    public int port() {
        return server.port();
    }

    /** Its address under {@code 127.0.0.1}. */
    public URI at(String target) {
        return at("127.0.0.1", target);
    }

    /** Its address under another name of this machine; rules go by the name. */
    public URI at(String host, String target) {
        return URI.create(server.scheme() + "://" + host + ":" + port() + target);
    }

    /** A target here that redirects there. */
    public static String redirectTo(URI there) {
        return "/redirect-to?u=" + URLEncoder.encode(there.toString(), StandardCharsets.UTF_8);
    }

    /** Answers 401 to the next requests, whatever they carry. */
    public void rejectNext(int requests) {
        faults.next(requests, unauthorized("rejected by the test"));
    }

    /** Answers 401 from now on. */
    public void rejectAlways() {
        faults.always(unauthorized("rejected by the test"));
    }

    /** Replies so to the next requests, whatever they carry. */
    public void replyNext(int requests, Reply reply) {
        faults.next(requests, reply);
    }

    /** Answers nobody before so many requests are here together. */
    public void gather(int requests) {
        gathering = requests;
    }

    /** Waits until so many requests have come since the last reset. */
    public void awaitReceived(int requests) {
        arrivals.await(requests);
    }

    /** Closes the connections that are open, and takes new ones. */
    public void hangUp() {
        server.hangUp();
    }

    /** Forgets requests and refusals, and is fair again. */
    public void reset() {
        faults.clear();
        gathering = 0;
        arrivals.reset();
        server.forget();
        refusals.clear();
    }

    /** All requests since the last reset, oldest first, those that were refused too. */
    public List<ReceivedRequest> received() {
        return server.received();
    }

    /** Why requests were not let in. */
    public List<String> refusals() {
        return List.copyOf(refusals);
    }

    @Override
    public void close() {
        server.close();
    }

    private Reply reply(ReceivedRequest request) {
        arrivals.add();
        arrivals.await(gathering);
        return faults.take().orElseGet(() -> {
            Optional<String> refusal = requirement.refusal(request);
            refusal.ifPresent(refusals::add);
            return refusal.<Reply>map(ApiServer::unauthorized).orElseGet(() -> answer(request));
        });
    }

    private static Reply answer(ReceivedRequest request) {
        return switch (request.path()) {
            case "/redirect-same" -> redirect(request, "/echo");
            case "/redirect-to" -> redirect(request, parameter(request, "u").orElse("/echo"));
            default -> Reply.echo(request.body()).with("Content-Type", "application/octet-stream");
        };
    }

    private static Reply redirect(ReceivedRequest request, String location) {
        int status = parameter(request, "status").map(Integer::valueOf).orElse(302);
        return Reply.of(status, "").with("Location", location);
    }

    private static Reply.Answer unauthorized(String reason) {
        return Reply.of(401, "{\"message\":\"" + reason + "\"}")
                .with("WWW-Authenticate", "Bearer")
                .with("Content-Type", "application/json");
    }

    private static Optional<String> parameter(ReceivedRequest request, String name) {
        return Stream.of(request.query().split("&", -1))
                .filter(pair -> pair.startsWith(name + "="))
                .map(pair -> URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8))
                .findFirst();
    }
}
