package io.countersign.agent.ops;

import org.jspecify.annotations.Nullable;

/**
 * The figures of a rule, since the JVM started. A hop is a request as it goes out: each step of a redirect and each second send
 * is one, as is a message of a web socket that is given an authorization.
 */
public interface RuleMBean {

    /** Whose credentials it gives. */
    String getIdentity();

    /** Hops that it took: the sum of the other figures but the replayed ones. */
    long getMatched();

    /** Hops that were given credentials. */
    long getInjected();

    /** Hops that were left alone, as the application authorized them itself. */
    long getSkipped();

    /** Hops that were not sent, for want of credentials. */
    long getRefused();

    /** Hops that were sent without credentials, for want of them, since the rule says so. */
    long getPassed();

    /** Hops that were not sent, since the application's own code failed while their body was read. */
    long getAborted();

    /** Hops that were the second send of one that the server refused; they count as injected, too. */
    long getReplayed();

    /** Why a hop was refused or passed last; null if none was. */
    @Nullable
    String getLastError();

    /** When that was, in ISO 8601; null if it never was. */
    @Nullable
    String getLastErrorTime();
}
