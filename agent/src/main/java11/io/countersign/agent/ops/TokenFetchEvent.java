package io.countersign.agent.ops;

import io.countersign.agent.AllowForbidden;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** One attempt to get tokens or credentials, and how long it took. */
@Name("io.countersign.TokenFetch")
@Label("Token Fetch")
@Category("Countersign")
@Description("An attempt of an identity to get tokens or credentials")
@StackTrace(false)
@AllowForbidden("what events inherit is the JDK's own affair")
final class TokenFetchEvent extends Event {

    @Label("Identity")
    @Nullable
    String identity;

    @Label("Kind")
    @Nullable
    String kind;

    @Label("Outcome")
    @Nullable
    String outcome;
}
