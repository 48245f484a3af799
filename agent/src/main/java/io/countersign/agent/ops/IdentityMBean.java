package io.countersign.agent.ops;

import org.jspecify.annotations.Nullable;

/** How an identity stands, and its figures since the JVM started. */
public interface IdentityMBean {

    /** As the rules file names it, for instance {@code cognito-user}. */
    String getType();

    /** One of {@code none}, {@code fresh}, {@code stale}, {@code expired}, {@code failed}. */
    String getState();

    /** When its token or its credentials end, or ended, in ISO 8601; null if they do not, or there are none. */
    @Nullable
    String getExpiry();

    /** Times that tokens or credentials were got by showing a secret, or read. */
    long getLogIns();

    /** Times that tokens were got for a refresh token. */
    long getRefreshes();

    /** Times that tokens came from the token store, where another JVM left them. */
    long getShared();

    /** Attempts that failed. */
    long getFailures();

    /** Why an attempt failed last; null if none did. */
    @Nullable
    String getLastError();

    /** When that was, in ISO 8601; null if it never was. */
    @Nullable
    String getLastErrorTime();
}
