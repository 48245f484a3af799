package io.countersign.counterpart;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * What gives a machine's role its keys, on loopback: the instance metadata of EC2 in its second version (a session token
 * first), and the credentials endpoint of a container, which wants its authorization token.
 */
public final class MetadataServer implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ROLES = "/latest/meta-data/iam/security-credentials/";
    private static final String CONTAINER = "/v1/credentials";

    private final RawServer server = RawServer.start(this::reply);
    private final String role;
    private final AwsSessions sessions;
    private final String metadataToken;
    private final String containerToken;

    private MetadataServer(String role, AwsSessions sessions, SecretLedger ledger) {
        this.role = role;
        this.sessions = sessions;
        this.metadataToken = ledger.record("metadata-" + UUID.randomUUID());
        this.containerToken = ledger.record("container-" + UUID.randomUUID());
    }

    /** Of a machine with this role. */
    public static MetadataServer start(String role, AwsSessions sessions, SecretLedger ledger) {
        return new MetadataServer(role, sessions, ledger);
    }

    /** What {@code AWS_EC2_METADATA_SERVICE_ENDPOINT} must be. */
    public URI instanceEndpoint() {
        return server.at("");
    }

    /** What {@code AWS_CONTAINER_CREDENTIALS_FULL_URI} must be. */
    public URI containerEndpoint() {
        return server.at(CONTAINER);
    }

    /** What {@code AWS_CONTAINER_AUTHORIZATION_TOKEN} must be. */
    public String containerToken() {
        return containerToken;
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
        if (request.path().equals(CONTAINER)) {
            return request.values("Authorization").equals(List.of(containerToken)) ? keys() : Reply.of(401, "");
        }
        if (request.method().equals("PUT") && request.path().equals("/latest/api/token")) {
            return request.header("x-aws-ec2-metadata-token-ttl-seconds").isPresent()
                    ? Reply.of(200, metadataToken)
                    : Reply.of(400, "");
        }
        if (!request.values("x-aws-ec2-metadata-token").equals(List.of(metadataToken))) {
            return Reply.of(401, "");
        }
        if (request.path().equals(ROLES)) {
            return Reply.of(200, role);
        }
        return request.path().equals(ROLES + role) ? keys() : Reply.of(404, "");
    }

    private Reply keys() {
        AwsSessions.Session session = sessions.issue(role, Duration.ofHours(6));
        ObjectNode keys = JSON.createObjectNode()
                .put("Code", "Success")
                .put("Type", "AWS-HMAC")
                .put("AccessKeyId", session.keys().accessKeyId())
                .put("SecretAccessKey", session.keys().secretAccessKey())
                .put("Token", session.keys().sessionToken())
                .put("Expiration", session.expiration().toString());
        return Reply.of(200, keys.toString()).with("Content-Type", "application/json");
    }
}
