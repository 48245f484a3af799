package io.countersign.agent.ops;

import io.countersign.agent.Agent;
import io.countersign.agent.AgentLog;
import io.countersign.rules.Rule;
import io.countersign.rules.RuleSet;
import java.io.File;

/** What says once that the agent is on, and with which rules; before that, the rules may name another place for lines. */
public final class StartLine {

    /** More names would make a line that nobody reads. */
    private static final int MOST_NAMES = 10;

    private StartLine() {}

    /** Has lines go from now on where these rules say. */
    public static void logAs(RuleSet rules) {
        AgentLog.to(rules.hasGlobal() ? ConfiguredLog.of(rules.global()) : null);
    }

    /** Says it of rules that are in force. */
    static void say(RuleSet rules, File file) {
        AgentLog.info(text(version(), rules, file));
    }

    /** Of this agent; "(unknown)" outside its jar. */
    static String version() {
        String version = Agent.class.getPackage().getImplementationVersion();
        return version == null ? "(unknown)" : version;
    }

    static String text(String version, RuleSet rules, File file) {
        StringBuilder line = new StringBuilder("version ")
                .append(version)
                .append(" is on: ")
                .append(file.getPath())
                .append(", ")
                .append(counted(rules.rules().size(), "rule", "rules"));
        int named = 0;
        for (Rule rule : rules.rules()) {
            if (named < MOST_NAMES) {
                line.append(named == 0 ? " (" : ", ").append(rule.name());
            }
            named++;
        }
        if (named > MOST_NAMES) {
            line.append(" and ").append(named - MOST_NAMES).append(" more");
        }
        return line.append("), ")
                .append(counted(rules.identities().size(), "identity", "identities"))
                .toString();
    }

    private static String counted(int number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }
}
