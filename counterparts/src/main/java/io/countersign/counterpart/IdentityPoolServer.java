package io.countersign.counterpart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * One Cognito identity pool on loopback (GetId, GetCredentialsForIdentity). It verifies the tokens of log-ins, lets guests
 * in if it is told to, and gives the sessions of roles; calls must not be signed.
 */
public final class IdentityPoolServer implements AutoCloseable {

    /** Whose sessions guests get. */
    public static final String GUEST_ROLE = "arn:aws:iam::123456789012:role/guest";

    /** Whose sessions log-ins get unless they ask for another role. */
    public static final String LOGIN_ROLE = "arn:aws:iam::123456789012:role/logged-in";

    private static final String SERVICE = "AWSCognitoIdentityService.";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final RawServer server = RawServer.start(this::reply);
    private final Faults faults = new Faults();
    private final String id;
    private final AwsSessions sessions;
    private final Map<String, Function<String, Optional<String>>> providers = new ConcurrentHashMap<>();
    private final Map<String, String> loginOfIdentity = new ConcurrentHashMap<>();
    private volatile boolean guests;
    private volatile Duration lifetime = Duration.ofHours(1);

    private IdentityPoolServer(String id, AwsSessions sessions) {
        this.id = id;
        this.sessions = sessions;
    }

    /** A pool that trusts nobody; the sessions that it gives are added to those that are known. */
    public static IdentityPoolServer start(String id, AwsSessions sessions) {
        return new IdentityPoolServer(id, sessions);
    }

    /** Trusts the tokens of an issuer that this does not refuse. */
    public IdentityPoolServer trusting(String provider, Function<String, Optional<String>> refusal) {
        providers.put(provider, refusal);
        return this;
    }

    /** Lets guests in. */
    public IdentityPoolServer withGuests() {
        guests = true;
        return this;
    }

    /** How long the next sessions last. */
    public void issueFor(Duration duration) {
        lifetime = duration;
    }

    /** Knows none of the identities any more that it gave. */
    public void forgetIdentities() {
        loginOfIdentity.clear();
    }

    /** What an identity's {@code endpoint} must be. */
    public URI endpoint() {
        return server.at("");
    }

    /** Replies given in place of its own. */
    public Faults faults() {
        return faults;
    }

    /** The operations that were called, oldest first. */
    public List<String> calls() {
        return server.received().stream()
                .map(request -> AwsJson.operation(request, SERVICE))
                .toList();
    }

    @Override
    public void close() {
        server.close();
    }

    private Reply reply(ReceivedRequest request) {
        return faults.take().orElseGet(() -> {
            try {
                if (request.header("Authorization").isPresent()) {
                    throw CognitoException.of("InvalidParameterException", "signed, though it needs no signature");
                }
                JsonNode input = AwsJson.input(request);
                return switch (AwsJson.operation(request, SERVICE)) {
                    case "GetId" -> AwsJson.output(identity(input));
                    case "GetCredentialsForIdentity" -> AwsJson.output(credentials(input));
                    default -> throw CognitoException.of("UnknownOperationException", "");
                };
            } catch (CognitoException e) {
                return AwsJson.error(400, e.type(), String.valueOf(e.getMessage()));
            }
        });
    }

    private ObjectNode identity(JsonNode input) throws CognitoException {
        if (!input.path("IdentityPoolId").asText().equals(id)) {
            throw CognitoException.of("ResourceNotFoundException", "IdentityPool '" + id + "' not found.");
        }
        String login = login(input.path("Logins"));
        String identity = id.substring(0, id.indexOf(':') + 1) + UUID.randomUUID();
        loginOfIdentity.put(identity, login);
        return JSON.createObjectNode().put("IdentityId", identity);
    }

    private ObjectNode credentials(JsonNode input) throws CognitoException {
        String identity = input.path("IdentityId").asText();
        String known = loginOfIdentity.get(identity);
        if (known == null) {
            throw CognitoException.of("ResourceNotFoundException", "Identity '" + identity + "' not found.");
        }
        String login = login(input.path("Logins"));
        if (!login.equals(known)) {
            throw CognitoException.notAuthorized("Access to Identity '" + identity + "' is forbidden.");
        }
        String role = input.path("CustomRoleArn").asText(login.isEmpty() ? GUEST_ROLE : LOGIN_ROLE);
        AwsSessions.Session session = sessions.issue(role, lifetime);
        ObjectNode output = JSON.createObjectNode().put("IdentityId", identity);
        output.putObject("Credentials")
                .put("AccessKeyId", session.keys().accessKeyId())
                .put("SecretKey", session.keys().secretAccessKey())
                .put("SessionToken", session.keys().sessionToken())
                .put("Expiration", session.expiration().toEpochMilli() / 1000.0);
        return output;
    }

    /** The provider of a token that is good, empty for a guest. */
    private String login(JsonNode logins) throws CognitoException {
        if (logins.isEmpty()) {
            if (!guests) {
                throw CognitoException.notAuthorized("Unauthenticated access is not supported for this identity pool.");
            }
            return "";
        }
        Map.Entry<String, JsonNode> login = logins.properties().iterator().next();
        Function<String, Optional<String>> provider = providers.get(login.getKey());
        if (provider == null || logins.size() > 1) {
            throw CognitoException.notAuthorized("Token is not from a supported provider of this identity pool.");
        }
        Optional<String> refusal = provider.apply(login.getValue().asText());
        if (refusal.isPresent()) {
            throw CognitoException.notAuthorized("Invalid login token. Token is " + refusal.get());
        }
        return login.getKey();
    }
}
