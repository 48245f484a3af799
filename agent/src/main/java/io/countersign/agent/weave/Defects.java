package io.countersign.agent.weave;

import io.countersign.agent.AgentLog;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Says what is wrong with the agent itself, once for each place: the requests there go out as the application makes them. */
final class Defects {

    private final Set<String> said = ConcurrentHashMap.newKeySet();

    void report(String where, Throwable defect) {
        if (said.add(where)) {
            AgentLog.error(where + " failed, its requests go out as the application makes them", defect);
        }
    }
}
