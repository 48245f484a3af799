package io.countersign.agent.ops;

import io.countersign.agent.AgentLog;

/** The agent as an MBean shows it. */
final class AgentView implements AgentMBean {

    private final Operations operations;

    AgentView(Operations operations) {
        this.operations = operations;
    }

    @Override
    public String getVersion() {
        return StartLine.version();
    }

    @Override
    public String getRulesFile() {
        return operations.rulesFile().getPath();
    }

    @Override
    public String[] getRules() {
        return operations.counted().rules().keySet().toArray(new String[0]);
    }

    @Override
    public String[] getIdentities() {
        return operations.counted().identities().keySet().toArray(new String[0]);
    }

    @Override
    public String getStarted() {
        return operations.started().toString();
    }

    @Override
    public String[] getWovenLibraries() {
        return operations.libraries();
    }

    @Override
    public String getLog() {
        return AgentLog.place();
    }
}
