package io.countersign.agent.weave;

import io.countersign.agent.AgentLog;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Says what a version of a library or of Java lacks that the hook table names, what follows and what to do; once each. */
final class MovedSeams {

    private static final String REMEDY =
            "; use a version that Countersign knows, see docs/support.md, or a newer Countersign";

    private final Set<String> said = ConcurrentHashMap.newKeySet();

    void missing(ClientClass type, Hook hook) {
        String lack = " has no method " + hook.method() + " as Countersign knows it";
        if (!isNew(type + lack)) {
            return;
        }
        if (type.isCopy()) {
            AgentLog.warn(type + " is named like a class of " + type.library().replace('/', '.') + "* but" + lack
                    + "; if it is a copy of that, " + hook.consequence()
                    + "; the agent option relocated=false leaves copies alone");
        } else if (hook.isEssential()) {
            AgentLog.error(type + lack + ", so " + hook.consequence() + REMEDY);
        } else {
            AgentLog.warn(type + lack + ", so " + hook.consequence() + REMEDY);
        }
    }

    /** Not even a class of the table is there. */
    void absent(ClientClass landmark, String[] seams) {
        String lack = " comes without " + String.join(" or ", seams).replace('/', '.');
        if (isNew(landmark + lack)) {
            AgentLog.error(landmark + lack + ", through which Countersign knows requests to pass, so they go out"
                    + " unauthenticated" + REMEDY);
        }
    }

    void unreadable(ClientClass type, UnknownClassFileException cause) {
        if (isNew(cause.version())) {
            AgentLog.error("class files of version " + cause.version() + ", such as " + type
                    + ", are newer than this Countersign, so what they send goes out unauthenticated; use a newer"
                    + " Countersign");
        }
    }

    private boolean isNew(String event) {
        return said.add(event);
    }
}
