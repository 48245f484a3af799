package io.countersign.agent.cli.jvm;

/** A JVM of this machine, as the attach API sees it. */
public final class RunningJvm {

    private final String pid;
    private final String command;

    RunningJvm(String pid, String command) {
        this.pid = pid;
        this.command = command;
    }

    /** Its process id. */
    public String pid() {
        return pid;
    }

    /** Its main class or jar, without arguments, which may hold secrets; {@code ?} if it does not tell. */
    public String command() {
        int blank = command.indexOf(' ');
        String main = blank < 0 ? command : command.substring(0, blank);
        return main.isEmpty() ? "?" : main;
    }

    @Override
    public String toString() {
        return pid + " " + command();
    }
}
