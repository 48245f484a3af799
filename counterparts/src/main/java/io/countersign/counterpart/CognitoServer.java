package io.countersign.counterpart;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * One Cognito user pool on loopback, speaking AWS JSON 1.1. It checks proofs, secret hashes, codes, sessions and
 * signatures for real and issues signed tokens. What it answers follows AWS's documentation and recorded behaviour;
 * where those are silent, AWS may differ.
 */
public final class CognitoServer implements AutoCloseable {

    /** What {@link #calls} and {@link #faults(String)} call a request for the key set. */
    public static final String JWKS = "jwks";

    /** RFC 9110, section 5.6.7: two digits for the day, which {@link DateTimeFormatter#RFC_1123_DATE_TIME} has not. */
    static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final Clock clock;
    private final RawServer server = RawServer.start(this::reply);
    private final Faults faults = new Faults();
    private final Map<String, Faults> faultsByOperation = new ConcurrentHashMap<>();
    private final TokenIssuer issuer;
    private final PoolAccounts accounts;
    private final Grants grants;
    private final AdminAccess adminAccess;
    private final CognitoOperations operations;
    private volatile boolean dated = true;

    private CognitoServer(UserPool pool, SrpServer srp, Clock clock, SecretLedger ledger) {
        Random random = new SecureRandom();
        Sessions sessions = new Sessions(clock, random, ledger);
        SrpProofs proofs = new SrpProofs(srp, clock, random);
        this.clock = clock;
        this.issuer = TokenIssuer.of(server.at("/" + pool.id()).toString(), clock);
        this.accounts = new PoolAccounts(pool);
        this.grants = new Grants(pool, issuer, ledger, clock, random);
        this.adminAccess = new AdminAccess(pool, clock);
        this.operations = new CognitoOperations(
                pool,
                accounts,
                new PasswordLogin(pool, accounts, proofs, sessions, clock),
                new Challenges(sessions, new DeviceLogin(proofs), grants, ledger, clock),
                grants);
        pool.recordSecrets(ledger);
    }

    /** A server that does the SRP arithmetic itself. */
    public static CognitoServer start(UserPool pool, Clock clock, SecretLedger ledger) {
        return start(pool, new JdkSrp(new SecureRandom()), clock, ledger);
    }

    /** A server that leaves the SRP arithmetic to someone else. */
    public static CognitoServer start(UserPool pool, SrpServer srp, Clock clock, SecretLedger ledger) {
        return new CognitoServer(pool, srp, clock, ledger);
    }

    /** What an identity's {@code endpoint} must be. */
    public URI endpoint() {
        return server.at("");
    }

    /** The key set's address. */
    public URI jwksAddress() {
        return URI.create(issuer.name() + "/.well-known/jwks.json");
    }

    /** Who signs the tokens, to check them elsewhere. */
    public TokenIssuer issuer() {
        return issuer;
    }

    /** What became of a user since the start; the name may be an alias. */
    public PoolAccount account(String userName) {
        return accounts.find(userName).orElseThrow();
    }

    /** Replies given in place of the server's own, whatever is called. */
    public Faults faults() {
        return faults;
    }

    /** Replies given in place of the server's own to one operation, for instance {@code InitiateAuth}. */
    public Faults faults(String operation) {
        return faultsByOperation.computeIfAbsent(operation, ignored -> new Faults());
    }

    /** Whether answers have the header Date, which they have unless told otherwise. */
    public void sendDate(boolean dated) {
        this.dated = dated;
    }

    /** No refresh token issued so far is good any more. */
    public void revokeRefreshTokens() {
        grants.revokeRefreshTokens();
    }

    /** How often an operation was called, for instance {@code InitiateAuth}, faults included. */
    public long calls(String operation) {
        return calling(operation).count();
    }

    /** Calls of all operations that log in or renew. */
    public List<String> calls() {
        return server.received().stream()
                .map(AwsJson::operation)
                .filter(operation -> !operation.isEmpty())
                .toList();
    }

    /** What was sent to an operation, oldest first: the whole input, {@code ClientMetadata} and all. */
    public List<JsonNode> inputs(String operation) {
        return calling(operation).map(AwsJson::input).toList();
    }

    /** The last of {@link #inputs}. */
    public JsonNode lastInput(String operation) {
        List<JsonNode> inputs = inputs(operation);
        return inputs.get(inputs.size() - 1);
    }

    /** Every request with its bytes. */
    public List<ReceivedRequest> received() {
        return server.received();
    }

    /** Forgets what was received; log-ins, sessions and tokens stay as they are. */
    public void forget() {
        server.forget();
    }

    @Override
    public void close() {
        server.close();
    }

    /** An error as AWS words it. */
    public static Reply.Answer error(int status, String type, String message) {
        return AwsJson.error(status, type, message);
    }

    private Stream<ReceivedRequest> calling(String operation) {
        return server.received().stream().filter(request -> operation.equals(operation(request)));
    }

    private String operation(ReceivedRequest request) {
        return request.path().equals(jwksAddress().getPath()) ? JWKS : AwsJson.operation(request);
    }

    private Reply reply(ReceivedRequest request) {
        Reply reply = faults.take().or(faults(operation(request))::take).orElseGet(() -> ownReply(request));
        return dated && reply instanceof Reply.Answer answer ? answer.with("Date", date()) : reply;
    }

    private Reply ownReply(ReceivedRequest request) {
        String operation = operation(request);
        if (operation.equals(JWKS)) {
            return Reply.of(200, issuer.jwks()).with("Content-Type", "application/json");
        }
        if (!AwsJson.isCall(request)) {
            return error(400, "UnknownOperationException", "");
        }
        JsonNode input = AwsJson.input(request);
        if (!input.isObject()) {
            return error(400, "SerializationException", "");
        }
        try {
            if (operation.startsWith("Admin")) {
                adminAccess.check(request);
            }
            return AwsJson.output(operations.call(operation, input));
        } catch (CognitoException e) {
            return error(400, e.type(), String.valueOf(e.getMessage()));
        }
    }

    private String date() {
        return DATE.format(clock.instant());
    }
}
