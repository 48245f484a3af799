package io.countersign.it.sigv4;

import io.countersign.counterpart.RawServer;
import io.countersign.counterpart.ReceivedRequest;
import io.countersign.counterpart.Reply;
import io.countersign.counterpart.SigV4Verifier;
import java.net.URI;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** An API behind AWS's front: it dates its answers by a clock of its own and says in the head of a 403 why. */
final class AwsApi implements AutoCloseable {

    private final Clock clock;
    private final Function<ReceivedRequest, Optional<String>> errorType;
    private final RawServer server = RawServer.start(this::reply);

    private AwsApi(Clock clock, Function<ReceivedRequest, Optional<String>> errorType) {
        this.clock = clock;
        this.errorType = errorType;
    }

    /** Lets in what is signed rightly, by that clock. */
    static AwsApi verifying(SigV4Verifier.Account account, String service, String region, Clock clock) {
        SigV4Verifier verifier = SigV4Verifier.of(account, service, region, clock);
        return new AwsApi(
                clock, request -> verifier.refusal(request).map(reason -> "InvalidSignatureException:" + service));
    }

    /** Lets in this key only; all others belong to sessions that are over. */
    static AwsApi knowingOnly(SigV4Verifier.Account account, String service, String region) {
        SigV4Verifier verifier = SigV4Verifier.of(account, service, region, Clock.systemUTC());
        return new AwsApi(
                Clock.systemUTC(), request -> verifier.refusal(request).map(reason -> "ExpiredTokenException"));
    }

    /** Lets nobody in, for reasons that have nothing to do with signatures, and by a clock that is far off. */
    static AwsApi denying(Clock clock) {
        return new AwsApi(clock, request -> Optional.of("AccessDeniedException"));
    }

    String authority() {
        return "127.0.0.1:" + server.port();
    }

    URI at(String target) {
        return server.at(target);
    }

    List<ReceivedRequest> received() {
        return server.received();
    }

    @Override
    public void close() {
        server.close();
    }

    private Reply reply(ReceivedRequest request) {
        Reply.Answer answer = errorType
                .apply(request)
                .map(type -> Reply.of(403, "{\"message\":\"no\"}").with("x-amzn-ErrorType", type))
                .orElseGet(() -> Reply.echo(request.body()));
        return answer.with(
                "Date",
                DateTimeFormatter.RFC_1123_DATE_TIME.format(clock.instant().atOffset(ZoneOffset.UTC)));
    }
}
