package io.countersign.agent;

import java.util.function.Function;

/** Where {@code java -jar countersign.jar} begins: the command line lies in a jar of its own, which no agent ever opens. */
public final class Main {

    private static final String COMMAND_LINE = "io.countersign.agent.cli.Countersign";

    private Main() {}

    /** Runs one command and ends the JVM with its exit code. */
    @SuppressWarnings("unchecked")
    public static void main(String[] arguments) throws Exception {
        AgentLoader loader = new AgentLoader(AgentLoader.ownJar(), "cli.jar", "engine.jar");
        Thread.currentThread().setContextClassLoader(loader);
        Function<String[], Integer> commands = (Function<String[], Integer>)
                loader.loadClass(COMMAND_LINE).getConstructor().newInstance();
        Runtime.getRuntime().exit(commands.apply(arguments));
    }
}
