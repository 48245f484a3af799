package io.countersign.agent.ops;

import io.countersign.agent.AllowForbidden;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** What became of one hop, and how long that took, a wait for tokens included. */
@Name("io.countersign.Hop")
@Label("Hop")
@Category("Countersign")
@Description("What became of a request that a rule took")
@StackTrace(false)
@AllowForbidden("what events inherit is the JDK's own affair")
final class HopEvent extends Event {

    @Label("Rule")
    @Nullable
    String rule;

    @Label("Identity")
    @Nullable
    String identity;

    @Label("Method")
    @Nullable
    String method;

    @Label("Host")
    @Description("With the port, unless it is the scheme's own")
    @Nullable
    String host;

    @Label("Outcome")
    @Nullable
    String outcome;
}
