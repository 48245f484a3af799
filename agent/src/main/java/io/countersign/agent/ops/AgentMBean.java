package io.countersign.agent.ops;

/** The agent of this JVM. */
public interface AgentMBean {

    /** Its version. */
    String getVersion();

    /** The path of the rules file. */
    String getRulesFile();

    /** The names of all rules, in the order of the file. */
    String[] getRules();

    /** The names of all identities, in the order of the file. */
    String[] getIdentities();

    /** When the agent began its work, in ISO 8601. */
    String getStarted();

    /** The client libraries that are woven, with their jars. */
    String[] getWovenLibraries();

    /** Where lines of the log go: a path, or {@code standard error}. */
    String getLog();
}
