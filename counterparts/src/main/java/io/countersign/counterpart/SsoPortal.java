package io.countersign.counterpart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * The portal of AWS IAM Identity Center on loopback (GetRoleCredentials), and beside it the operation that renews its
 * access tokens (CreateToken with a refresh token).
 */
public final class SsoPortal implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final RawServer server = RawServer.start(this::reply);
    private final String account;
    private final String role;
    private final AwsSessions sessions;
    private final SecretLedger ledger;
    private final String refreshToken;
    private volatile String accessToken;

    private SsoPortal(String account, String role, AwsSessions sessions, SecretLedger ledger) {
        this.account = account;
        this.role = role;
        this.sessions = sessions;
        this.ledger = ledger;
        this.refreshToken = ledger.record("sso-refresh-" + UUID.randomUUID());
        this.accessToken = ledger.record("sso-access-" + UUID.randomUUID());
    }

    /** A portal with one role in one account. */
    public static SsoPortal start(String account, String role, AwsSessions sessions, SecretLedger ledger) {
        return new SsoPortal(account, role, sessions, ledger);
    }

    /** What {@code AWS_ENDPOINT_URL_SSO} and {@code AWS_ENDPOINT_URL_SSO_OIDC} must be. */
    public URI endpoint() {
        return server.at("");
    }

    /** The access token that a person's log-in in a browser gave. */
    public String accessToken() {
        return accessToken;
    }

    /** What renews it. */
    public String refreshToken() {
        return refreshToken;
    }

    /** What was called, as methods and paths. */
    public List<String> calls() {
        return server.received().stream().map(ReceivedRequest::toString).toList();
    }

    @Override
    public void close() {
        server.close();
    }

    private Reply reply(ReceivedRequest request) {
        return switch (request.path()) {
            case "/federation/credentials" -> credentials(request);
            case "/token" -> renewed(AwsJson.input(request));
            default -> Reply.of(404, "nothing here");
        };
    }

    private Reply credentials(ReceivedRequest request) {
        if (!request.values("x-amz-sso_bearer_token").equals(List.of(accessToken))) {
            return error(401, "UnauthorizedException", "Session token not found or invalid");
        }
        List<String> query = List.of(request.query().split("&", -1));
        if (!query.contains("account_id=" + account) || !query.contains("role_name=" + role)) {
            return error(403, "ForbiddenException", "No access");
        }
        AwsSessions.Session session = sessions.issue(role, Duration.ofHours(1));
        ObjectNode answer = JSON.createObjectNode();
        answer.putObject("roleCredentials")
                .put("accessKeyId", session.keys().accessKeyId())
                .put("secretAccessKey", session.keys().secretAccessKey())
                .put("sessionToken", session.keys().sessionToken())
                .put("expiration", session.expiration().toEpochMilli());
        return json(200, answer);
    }

    private Reply renewed(JsonNode input) {
        boolean known = input.path("refreshToken").asText().equals(refreshToken)
                && input.path("grantType").asText().equals("refresh_token");
        if (!known) {
            return error(400, "InvalidGrantException", "Invalid refresh token provided");
        }
        accessToken = ledger.record("sso-access-" + UUID.randomUUID());
        return json(
                200,
                JSON.createObjectNode()
                        .put("accessToken", accessToken)
                        .put("refreshToken", refreshToken)
                        .put("tokenType", "Bearer")
                        .put("expiresIn", 3600));
    }

    private static Reply error(int status, String type, String message) {
        return json(status, JSON.createObjectNode().put("message", message)).with("x-amzn-ErrorType", type);
    }

    private static Reply.Answer json(int status, ObjectNode body) {
        return Reply.of(status, body.toString()).with("Content-Type", "application/json");
    }
}
