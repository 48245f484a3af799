package io.countersign.rules;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** All keys that a rule may have. */
final class RuleKeys {

    private static final List<RuleKey> ALL = Collections.unmodifiableList(Arrays.asList(
            new RuleKey("hosts", null, "Which hosts."),
            new RuleKey("paths", "/**", "Which paths."),
            new RuleKey("methods", null, "Which methods."),
            new RuleKey("identity", null, "Whose credentials."),
            new RuleKey("auth", null, "How credentials are put on a request: header, sigv4 or appsync."),
            new RuleKey("token", "access", "Which token of a user is sent: access or id."),
            new RuleKey("header", null, "Which header carries the token."),
            new RuleKey("prefix", null, "What stands before the token."),
            new RuleKey("service", null, "The service that a signature names."),
            new RuleKey("region", null, "The region that a signature names."),
            new RuleKey("payload", "signed", "Whether a signature covers the body: signed or unsigned."),
            new RuleKey(
                    "on-existing", "keep", "What happens to credentials that the application set: keep or replace."),
            new RuleKey("on-failure", "fail", "What happens to a request without credentials to be had: fail or pass."),
            new RuleKey("retry-on", null, "The statuses after which a request is sent once more with new credentials."),
            new RuleKey(
                    "allow-plain-http", "false", "Whether credentials go unencrypted to other than loopback hosts."),
            new RuleKey("max-buffered-body", "10MiB", "How much of a body may be held in memory to sign it."),
            new RuleKey("realtime", "subprotocol", "Where the handshake of a web socket carries credentials."),
            new RuleKey("realtime-host", null, "Where web sockets are opened."),
            new RuleKey("debug", "false", "Whether each request of the rule is logged.")));

    private RuleKeys() {}

    /** In the order in which the reference lists them. */
    static List<RuleKey> all() {
        return ALL;
    }

    static String[] names() {
        String[] names = new String[ALL.size()];
        for (int i = 0; i < names.length; i++) {
            names[i] = ALL.get(i).name();
        }
        return names;
    }
}
