package io.countersign.cognito;

import io.countersign.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An app client of a user pool: what an application logs its users in through. */
public final class AppClient {

    private final String userPoolId;
    private final String clientId;
    private final @Nullable Secret clientSecret;
    private final AuthFlow flow;
    private final Map<String, String> metadata;

    private AppClient(
            String userPoolId,
            String clientId,
            @Nullable Secret clientSecret,
            AuthFlow flow,
            Map<String, String> metadata) {
        this.userPoolId = userPoolId;
        this.clientId = clientId;
        this.clientSecret = clientSecret;
        this.flow = flow;
        this.metadata = metadata;
    }

    /**
     * An app client whose users log in by SRP.
     *
     * @param userPoolId for instance {@code us-east-1_Ab12Cd34E}
     * @param clientSecret null if the client was made without one
     * @throws IllegalArgumentException if the pool's id is none
     */
    public static AppClient of(String userPoolId, String clientId, @Nullable Secret clientSecret) {
        int mark = userPoolId.indexOf('_');
        if (mark < 1 || mark == userPoolId.length() - 1) {
            throw new IllegalArgumentException(
                    "user-pool-id '" + userPoolId + "' is not of the form <region>_<name>, as in us-east-1_Ab12Cd34E");
        }
        return new AppClient(userPoolId, clientId, clientSecret, AuthFlow.SRP, Collections.emptyMap());
    }

    /** The same, whose users log in by another flow. */
    public AppClient withFlow(AuthFlow other) {
        return new AppClient(userPoolId, clientId, clientSecret, other, metadata);
    }

    /** The same, with what its Lambda triggers are given at each step ({@code ClientMetadata}). */
    public AppClient withClientMetadata(Map<String, String> forTriggers) {
        Map<String, String> copy = Collections.unmodifiableMap(new LinkedHashMap<>(forTriggers));
        return new AppClient(userPoolId, clientId, clientSecret, flow, copy);
    }

    /** The region that the pool's id begins with. */
    public String region() {
        return userPoolId.substring(0, userPoolId.indexOf('_'));
    }

    AuthFlow flow() {
        return flow;
    }

    /** Null where there is none, since an empty map is something else. */
    @Nullable
    Map<String, String> metadata() {
        return metadata.isEmpty() ? null : metadata;
    }

    String userPoolId() {
        return userPoolId;
    }

    String clientId() {
        return clientId;
    }

    @Nullable
    Secret clientSecret() {
        return clientSecret;
    }

    /** The client before its pool, for messages about its own log-in. */
    String asClient() {
        return "app client " + clientId + " to user pool " + userPoolId;
    }

    /** What SRP calls a user of this pool: the pool's id after its region, and the account's real name. */
    String srpUser(String account) {
        return userPoolId.substring(userPoolId.indexOf('_') + 1) + account;
    }

    /** The parameter {@code SECRET_HASH} for a user name; null if the client has no secret. */
    @Nullable
    String secretHash(String username) {
        return clientSecret == null
                ? null
                : Base64.getEncoder()
                        .encodeToString(Hmac.sha256(utf8(clientSecret.reveal()), utf8(username + clientId)));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "user pool " + userPoolId + " (client " + clientId + ")";
    }
}
