package io.countersign.counterpart;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * AWS STS on loopback, in its query protocol: AssumeRole, whose signature it verifies, and AssumeRoleWithWebIdentity,
 * whose token it verifies. What a role trusts decides, as in AWS.
 */
public final class StsServer implements AutoCloseable {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final RawServer server = RawServer.start(this::reply);
    private final Faults faults = new Faults();
    private final AwsSessions sessions;
    private final String region;
    private final Clock clock;
    private final Map<String, Role> roles = new ConcurrentHashMap<>();
    private volatile Duration longest = Duration.ofHours(12);

    /**
     * What may take a role on.
     *
     * @param caller the owner of the keys that sign AssumeRole; empty if nobody may
     * @param externalId what the call must hold; empty for none
     * @param webIdentity why a token is refused, or nothing if the role trusts it
     */
    public record Role(String caller, String externalId, Function<String, Optional<String>> webIdentity) {

        /** Taken on by whoever signs with keys of this owner. */
        public static Role trusting(String caller) {
            return new Role(caller, "", token -> Optional.of("not trusted"));
        }

        /** The same, if the call holds this. */
        public Role withExternalId(String agreed) {
            return new Role(caller, agreed, webIdentity);
        }

        /** Taken on by whoever brings such a token. */
        public static Role trustingTokens(Function<String, Optional<String>> refusal) {
            return new Role("", "", refusal);
        }
    }

    private StsServer(AwsSessions sessions, String region, Clock clock) {
        this.sessions = sessions;
        this.region = region;
        this.clock = clock;
    }

    /** STS in one region; the sessions that it gives are added to those that are known. */
    public static StsServer start(AwsSessions sessions, String region, Clock clock) {
        return new StsServer(sessions, region, clock);
    }

    /** Adds a role. */
    public StsServer role(String arn, Role role) {
        roles.put(arn, role);
        return this;
    }

    /** Gives no session for longer than this, whatever is asked for. */
    public void endSessionsWithin(Duration lifetime) {
        longest = lifetime;
    }

    /** What an identity's {@code endpoint} must be. */
    public URI endpoint() {
        return server.at("");
    }

    /** Replies given in place of its own. */
    public Faults faults() {
        return faults;
    }

    /** The parameters of all calls, oldest first. */
    public List<Map<String, String>> calls() {
        return server.received().stream()
                .map(request -> OAuthServer.form(request.text()))
                .toList();
    }

    /** All requests. */
    public List<ReceivedRequest> received() {
        return server.received();
    }

    @Override
    public void close() {
        server.close();
    }

    private Reply reply(ReceivedRequest request) {
        return faults.take()
                .orElseGet(() -> called(request, OAuthServer.form(request.text()))
                        .with("Content-Type", "text/xml")
                        .with("Date", DATE.format(clock.instant())));
    }

    private Reply.Answer called(ReceivedRequest request, Map<String, String> call) {
        if (!request.method().equals("POST") || !"2011-06-15".equals(call.get("Version"))) {
            return error(400, "InvalidAction", "no call of this API");
        }
        return switch (call.getOrDefault("Action", "")) {
            case "AssumeRole" -> assumeRole(request, call);
            case "AssumeRoleWithWebIdentity" -> withWebIdentity(request, call);
            default -> error(400, "InvalidAction", "Could not find operation");
        };
    }

    private Reply.Answer assumeRole(ReceivedRequest request, Map<String, String> call) {
        Optional<AwsSessions.Session> signer = sessions.signer(request);
        if (signer.isEmpty()) {
            return error(403, "InvalidClientTokenId", "The security token included in the request is invalid.");
        }
        Optional<String> refusal = sessions.refusal(request, signer.get(), "sts", region);
        if (refusal.isPresent()) {
            return error(403, "SignatureDoesNotMatch", refusal.get());
        }
        String arn = call.getOrDefault("RoleArn", "");
        Role role = roles.get(arn);
        String caller = signer.get().owner();
        if (role == null
                || !role.caller().equals(caller)
                || !role.externalId().equals(call.getOrDefault("ExternalId", ""))) {
            return error(
                    403,
                    "AccessDenied",
                    "User: " + caller + " is not authorized to perform: sts:AssumeRole on resource: " + arn);
        }
        return session("AssumeRole", arn, call);
    }

    private Reply.Answer withWebIdentity(ReceivedRequest request, Map<String, String> call) {
        if (request.header("Authorization").isPresent()) {
            return error(400, "ValidationError", "signed, though it needs no signature");
        }
        String arn = call.getOrDefault("RoleArn", "");
        Role role = roles.get(arn);
        if (role == null) {
            return error(403, "AccessDenied", "Not authorized to perform sts:AssumeRoleWithWebIdentity");
        }
        Optional<String> refusal = role.webIdentity().apply(call.getOrDefault("WebIdentityToken", ""));
        return refusal.isPresent()
                ? error(400, "InvalidIdentityToken", "the token is " + refusal.get())
                : session("AssumeRoleWithWebIdentity", arn, call);
    }

    private Reply.Answer session(String action, String arn, Map<String, String> call) {
        int seconds = Integer.parseInt(call.getOrDefault("DurationSeconds", "3600"));
        if (seconds < 900
                || seconds > 43_200
                || call.getOrDefault("RoleSessionName", "").length() < 2) {
            return error(400, "ValidationError", "DurationSeconds or RoleSessionName is not valid");
        }
        Duration asked = Duration.ofSeconds(seconds);
        AwsSessions.Session session = sessions.issue(arn, asked.compareTo(longest) < 0 ? asked : longest);
        return Reply.of(
                200,
                String.format(
                        Locale.ROOT,
                        """
                <%1$sResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><%1$sResult>
                <AssumedRoleUser><Arn>%2$s/%3$s</Arn><AssumedRoleId>AROA:%3$s</AssumedRoleId></AssumedRoleUser>
                <Credentials><AccessKeyId>%4$s</AccessKeyId><SecretAccessKey>%5$s</SecretAccessKey>
                <SessionToken>%6$s</SessionToken><Expiration>%7$s</Expiration></Credentials>
                </%1$sResult><ResponseMetadata><RequestId>1</RequestId></ResponseMetadata></%1$sResponse>
                """,
                        action,
                        arn,
                        call.get("RoleSessionName"),
                        session.keys().accessKeyId(),
                        session.keys().secretAccessKey(),
                        session.keys().sessionToken(),
                        session.expiration()));
    }

    /** An error as STS words it. */
    public static Reply.Answer error(int status, String code, String message) {
        return Reply.of(status, String.format(Locale.ROOT, """
                <ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type>
                <Code>%s</Code><Message>%s</Message></Error><RequestId>1</RequestId></ErrorResponse>
                """, code, message));
    }
}
