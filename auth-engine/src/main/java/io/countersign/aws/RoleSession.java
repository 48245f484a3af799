package io.countersign.aws;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A role to take on, and what the session is to be. */
public final class RoleSession {

    private final String roleArn;
    private final String name;
    private final @Nullable String externalId;
    private final Duration duration;

    private RoleSession(String roleArn, String name, @Nullable String externalId, Duration duration) {
        this.roleArn = roleArn;
        this.name = name;
        this.externalId = externalId;
        this.duration = duration;
    }

    /**
     * A session of an hour.
     *
     * @param roleArn for instance {@code arn:aws:iam::123456789012:role/orders}
     * @param name what AWS's logs call it
     */
    public static RoleSession of(String roleArn, String name) {
        return new RoleSession(roleArn, name, null, Duration.ofHours(1));
    }

    /** The same, with what the role's owner agreed with whoever assumes it; null for nothing. */
    public RoleSession withExternalId(@Nullable String agreed) {
        return new RoleSession(roleArn, name, agreed, duration);
    }

    /** The same, of another length: 15 minutes to 12 hours, an hour at most where a role's credentials assume it. */
    public RoleSession withDuration(Duration length) {
        return new RoleSession(roleArn, name, externalId, length);
    }

    String roleArn() {
        return roleArn;
    }

    String name() {
        return name;
    }

    @Nullable
    String externalId() {
        return externalId;
    }

    int seconds() {
        return (int) (duration.toMillis() / 1000);
    }

    @Override
    public String toString() {
        return "the role " + roleArn;
    }
}
