package io.countersign.aws;

import io.countersign.secret.Secret;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a request to AWS is signed with. Two are equal if they sign alike; when they expire makes no difference to that.
 */
public final class AwsCredentials {

    private final String accessKeyId;
    private final Secret secretAccessKey;
    private final @Nullable Secret sessionToken;
    private final @Nullable Instant expiration;

    private AwsCredentials(
            String accessKeyId, Secret secretAccessKey, @Nullable Secret sessionToken, @Nullable Instant expiration) {
        this.accessKeyId = accessKeyId;
        this.secretAccessKey = secretAccessKey;
        this.sessionToken = sessionToken;
        this.expiration = expiration;
    }

    /** The keys of an IAM user, good until somebody deletes them. */
    public static AwsCredentials of(String accessKeyId, Secret secretAccessKey) {
        return new AwsCredentials(accessKeyId, secretAccessKey, null, null);
    }

    /**
     * The keys of a session, or of an IAM user where there is no token.
     *
     * @param expiration when AWS stops taking them; null if unknown or never
     */
    public static AwsCredentials of(
            String accessKeyId, Secret secretAccessKey, @Nullable Secret sessionToken, @Nullable Instant expiration) {
        return new AwsCredentials(accessKeyId, secretAccessKey, sessionToken, expiration);
    }

    /** Which key it is; no secret, AWS itself prints it in logs and on the wire. */
    public String accessKeyId() {
        return accessKeyId;
    }

    /** What signs. */
    public Secret secretAccessKey() {
        return secretAccessKey;
    }

    /** What accompanies the signature of a session; null for the keys of an IAM user. */
    public @Nullable Secret sessionToken() {
        return sessionToken;
    }

    /** When AWS stops taking them; null if unknown or never. */
    public @Nullable Instant expiration() {
        return expiration;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        if (this == other) {
            return true;
        }
        if (!(other instanceof AwsCredentials)) {
            return false;
        }
        AwsCredentials that = (AwsCredentials) other;
        return accessKeyId.equals(that.accessKeyId)
                && secretAccessKey.equals(that.secretAccessKey)
                && Objects.equals(sessionToken, that.sessionToken);
    }

    @Override
    public int hashCode() {
        return accessKeyId.hashCode();
    }

    @Override
    public String toString() {
        return "AwsCredentials(" + accessKeyId + ", " + secretAccessKey
                + (sessionToken == null ? "" : ", session token")
                + (expiration == null ? "" : ", expires " + expiration) + ")";
    }
}
