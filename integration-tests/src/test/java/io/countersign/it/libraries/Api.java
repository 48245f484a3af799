package io.countersign.it.libraries;

import io.countersign.counterpart.RawServer;
import io.countersign.counterpart.ReceivedRequest;
import io.countersign.counterpart.Reply;
import io.countersign.counterpart.Requirement;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An API that lets in only who brings the right credentials, and speaks what its callers do: it echoes any body in its own
 * type, and answers GraphQL and the storing of a document with the {@code text} that came. {@code /redirect} leads to an
 * echo.
 */
final class Api implements AutoCloseable {

    private static final Pattern TEXT = Pattern.compile("\"text\"\\s*:\\s*\"([A-Za-z0-9+/=]*)\"");

    private final Requirement requirement;
    private final AtomicInteger refusing = new AtomicInteger();
    private final List<String> refusals = new CopyOnWriteArrayList<>();
    private final RawServer server = RawServer.start(this::reply);

    private Api(Requirement requirement) {
        this.requirement = requirement;
    }

    static Api requiring(Requirement requirement) {
        return new Api(requirement);
    }

    URI at(String target) {
        return server.at(target);
    }

    String authority() {
        return "127.0.0.1:" + server.port();
    }

    List<ReceivedRequest> received() {
        return server.received();
    }

    /** Why requests were not let in, since the last reset. */
    List<String> refusals() {
        return List.copyOf(refusals);
    }

    /** Answers 401 to the next request, whatever it carries. */
    void refuseOne() {
        refusing.set(1);
    }

    void reset() {
        refusing.set(0);
        refusals.clear();
        server.forget();
    }

    @Override
    public void close() {
        server.close();
    }

    private Reply reply(ReceivedRequest request) {
        if (refusing.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            return unauthorized();
        }
        Optional<String> refusal = requirement.refusal(request);
        refusal.ifPresent(refusals::add);
        return refusal.isPresent() ? unauthorized() : answer(request);
    }

    private static Reply answer(ReceivedRequest request) {
        return switch (request.path()) {
            case "/redirect" -> Reply.of(302, "").with("Location", "/echo");
            case "/graphql" -> json("{\"data\":{\"text\":\"" + text(request) + "\"}}");
            case "/orders/_doc/1" -> json("""
                    {"_index":"orders","_id":"%s","_version":1,"result":"created",
                     "_shards":{"total":1,"successful":1,"failed":0},"_seq_no":0,"_primary_term":1}""".formatted(text(request)));
            default ->
                Reply.echo(request.body())
                        .with("Content-Type", request.header("Content-Type").orElse("application/octet-stream"));
        };
    }

    /** Elasticsearch's clients since 7.14 want to see that it is one. */
    private static Reply json(String body) {
        return Reply.of(200, body).with("Content-Type", "application/json").with("X-Elastic-Product", "Elasticsearch");
    }

    private static String text(ReceivedRequest request) {
        Matcher text = TEXT.matcher(request.text());
        return text.find() ? text.group(1) : "";
    }

    private static Reply unauthorized() {
        return Reply.of(401, "{\"message\":\"no\"}")
                .with("WWW-Authenticate", "Bearer")
                .with("Content-Type", "application/json");
    }
}
