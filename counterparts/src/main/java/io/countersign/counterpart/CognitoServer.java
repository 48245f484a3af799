package io.countersign.counterpart;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * One Cognito user pool on loopback, speaking AWS JSON 1.1. It checks SRP proofs and secret hashes for real and issues
 * signed tokens. What it answers follows AWS's documentation and recorded behaviour; where those are silent, AWS may differ.
 */
public final class CognitoServer implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TARGET = "AWSCognitoIdentityProviderService.";

    private final UserPool pool;
    private final Clock clock;
    private final RawServer server = RawServer.start(this::reply);
    private final Faults faults = new Faults();
    private final TokenIssuer issuer;
    private final CognitoOperations operations;

    private CognitoServer(UserPool pool, SrpServer srp, Clock clock, SecretLedger ledger) {
        Random random = new SecureRandom();
        RefreshTokens refreshTokens = new RefreshTokens(random);
        this.pool = pool;
        this.clock = clock;
        this.issuer = TokenIssuer.of(server.at("/" + pool.id()).toString(), clock);
        this.operations =
                new CognitoOperations(pool, new PasswordLogin(pool, srp, clock, random), refreshTokens, issuer, ledger);
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
        return server.at("/" + pool.id() + "/.well-known/jwks.json");
    }

    /** Who signs the tokens, to check them elsewhere. */
    public TokenIssuer issuer() {
        return issuer;
    }

    /** Replies given in place of the server's own. */
    public Faults faults() {
        return faults;
    }

    /** No refresh token issued so far is good any more. */
    public void revokeRefreshTokens() {
        operations.revokeRefreshTokens();
    }

    /** How often an operation was called, for instance {@code InitiateAuth}, faults included. */
    public long calls(String operation) {
        return server.received().stream()
                .filter(request -> operation.equals(operation(request)))
                .count();
    }

    /** Calls of all operations that log in or renew. */
    public List<String> calls() {
        return server.received().stream()
                .map(CognitoServer::operation)
                .filter(operation -> !operation.isEmpty())
                .toList();
    }

    /** Every request with its bytes. */
    public List<ReceivedRequest> received() {
        return server.received();
    }

    @Override
    public void close() {
        server.close();
    }

    /** An error as AWS words it. */
    public static Reply.Answer error(int status, String type, String message) {
        ObjectNode body = JSON.createObjectNode().put("__type", type).put("message", message);
        return json(status, body.toString())
                .with("x-amzn-ErrorType", type + ":")
                .with("x-amzn-ErrorMessage", message);
    }

    private Reply reply(ReceivedRequest request) {
        Reply reply = faults.take().orElseGet(() -> ownReply(request));
        return reply instanceof Reply.Answer answer ? answer.with("Date", date()) : reply;
    }

    private Reply ownReply(ReceivedRequest request) {
        if (request.path().equals(jwksAddress().getPath())) {
            return Reply.of(200, issuer.jwks()).with("Content-Type", "application/json");
        }
        Optional<String> type = request.header("Content-Type");
        if (!request.method().equals("POST") || !type.equals(Optional.of("application/x-amz-json-1.1"))) {
            return error(400, "UnknownOperationException", "");
        }
        try {
            JsonNode input = JSON.readTree(request.body());
            return json(200, operations.call(operation(request), input).toString());
        } catch (CognitoException e) {
            return error(400, e.type(), String.valueOf(e.getMessage()));
        } catch (JsonProcessingException e) {
            return error(400, "SerializationException", "");
        } catch (IOException e) {
            return error(500, "InternalErrorException", "");
        }
    }

    private static String operation(ReceivedRequest request) {
        String target = request.header("X-Amz-Target").orElse("");
        return target.startsWith(TARGET) ? target.substring(TARGET.length()) : "";
    }

    private String date() {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(clock.instant().atOffset(ZoneOffset.UTC));
    }

    private static Reply.Answer json(int status, String body) {
        return Reply.of(status, body).with("Content-Type", "application/x-amz-json-1.1");
    }
}
