package io.countersign.counterpart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * AWS Secrets Manager and Parameter Store of one account in one region, on loopback, as far as reading goes. Each call must be
 * signed for its service with the account's key; a parameter comes encrypted to who does not ask for its decryption.
 *
 * @see <a href="https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html">GetSecretValue</a>
 * @see <a href="https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameter.html">GetParameter</a>
 */
public final class VaultServer implements AutoCloseable {

    /** What {@link #calls} calls a call to Secrets Manager. */
    public static final String SECRET = "secretsmanager.GetSecretValue";

    /** What {@link #calls} calls a call to Parameter Store. */
    public static final String PARAMETER = "AmazonSSM.GetParameter";

    private static final String ENCRYPTED = "AQICAHhnotdecryptedEXAMPLE";

    private final SigV4Verifier ofSecrets;
    private final SigV4Verifier ofParameters;
    private final SecretLedger ledger;
    private final Map<String, ObjectNode> secrets = new ConcurrentHashMap<>();
    private final Map<String, String> parameters = new ConcurrentHashMap<>();
    private final Set<String> denied = ConcurrentHashMap.newKeySet();
    private final List<String> refusals = new CopyOnWriteArrayList<>();
    private final Faults faults = new Faults();
    private final Clock clock;
    private final RawServer server = RawServer.start(this::reply);

    private VaultServer(SigV4Verifier.Account account, String region, Clock clock, SecretLedger ledger) {
        this.ofSecrets = SigV4Verifier.of(account, "secretsmanager", region, clock);
        this.ofParameters = SigV4Verifier.of(account, "ssm", region, clock);
        this.clock = clock;
        this.ledger = ledger;
        ledger.record(account.secretAccessKey());
    }

    /** An empty one. */
    public static VaultServer start(SigV4Verifier.Account account, String region, Clock clock, SecretLedger ledger) {
        return new VaultServer(account, region, clock, ledger);
    }

    /** The current version of a secret, in place of any before. */
    public VaultServer secret(String id, String value) {
        secrets.put(id, JsonNodeFactory.instance.objectNode().put("SecretString", ledger.record(value)));
        return this;
    }

    /** A secret that is no text. */
    public VaultServer binarySecret(String id, byte[] value) {
        secrets.put(id, JsonNodeFactory.instance.objectNode().put("SecretBinary", value));
        return this;
    }

    /** The current version of an encrypted parameter, in place of any before. */
    public VaultServer parameter(String name, String value) {
        parameters.put(name, ledger.record(value));
        return this;
    }

    /** A parameter whose value anybody may see, such as the id of a client. */
    public VaultServer openParameter(String name, String value) {
        parameters.put(name, value);
        return this;
    }

    /** From now on the account's key may not read what is called so. */
    public void deny(String name) {
        denied.add(name);
    }

    /** What {@code secrets.secretsmanager-endpoint} and {@code secrets.ssm-endpoint} must be. */
    public URI endpoint() {
        return server.at("");
    }

    /** Replies given in place of the server's own. */
    public Faults faults() {
        return faults;
    }

    /** Why calls were not let in. */
    public List<String> refusals() {
        return List.copyOf(refusals);
    }

    /** How often an operation was called, faults included. */
    public long calls(String operation) {
        return server.received().stream()
                .filter(request -> target(request).equals(operation))
                .count();
    }

    @Override
    public void close() {
        server.close();
    }

    private Reply reply(ReceivedRequest request) {
        return faults.take()
                .orElseGet(() -> ownReply(request).with("Date", CognitoServer.DATE.format(clock.instant())));
    }

    private Reply.Answer ownReply(ReceivedRequest request) {
        if (!AwsJson.isCall(request)) {
            return AwsJson.error(400, "UnknownOperationException", "");
        }
        SigV4Verifier verifier = target(request).equals(SECRET) ? ofSecrets : ofParameters;
        Optional<String> refusal = verifier.refusal(request);
        if (refusal.isPresent()) {
            refusals.add(refusal.get());
            return AwsJson.error(400, "InvalidSignatureException", refusal.get());
        }
        JsonNode input = AwsJson.input(request);
        return switch (target(request)) {
            case SECRET -> secretValue(input.path("SecretId").asText());
            case PARAMETER ->
                parameterValue(
                        input.path("Name").asText(),
                        input.path("WithDecryption").asBoolean());
            default -> AwsJson.error(400, "UnknownOperationException", "");
        };
    }

    private Reply.Answer secretValue(String id) {
        if (denied.contains(id)) {
            return denial("secretsmanager:GetSecretValue", id);
        }
        ObjectNode value = secrets.get(id);
        return value == null
                ? AwsJson.error(400, "ResourceNotFoundException", "Secrets Manager can't find the specified secret.")
                : AwsJson.output(
                        value.deepCopy().put("Name", id).put("VersionId", "00000000-0000-0000-0000-000000000000"));
    }

    private Reply.Answer parameterValue(String name, boolean decrypted) {
        if (denied.contains(name)) {
            return denial("ssm:GetParameter", name);
        }
        String value = parameters.get(name);
        if (value == null) {
            return AwsJson.error(400, "ParameterNotFound", "");
        }
        ObjectNode output = JsonNodeFactory.instance.objectNode();
        output.putObject("Parameter")
                .put("Name", name)
                .put("Type", "SecureString")
                .put("Value", decrypted ? value : ENCRYPTED)
                .put("Version", 1);
        return AwsJson.output(output);
    }

    private static Reply.Answer denial(String action, String name) {
        return AwsJson.error(
                400,
                "AccessDeniedException",
                "User: arn:aws:iam::123456789012:user/orders is not authorized to perform: " + action + " on resource: "
                        + name);
    }

    private static String target(ReceivedRequest request) {
        return request.header("X-Amz-Target").orElse("");
    }
}
