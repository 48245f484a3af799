package io.countersign.agent.cli;

import io.countersign.agent.AgentLog;
import io.countersign.agent.Main;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code java -jar countersign.jar}: all commands, and what they have in common. */
@Command(
        name = "countersign",
        description = {
            "Authenticates the HTTP requests of applications that nobody can change.",
            "",
            "As an agent:   java -javaagent:countersign.jar=agent.properties -jar application.jar",
            "From a shell:  java -jar countersign.jar COMMAND",
            ""
        },
        mixinStandardHelpOptions = true,
        versionProvider = Countersign.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:All is well.",
            "1:What was asked about is not well; the first line names the cause and the remedy.",
            "2:The command line is wrong.",
            "3:A defect of this program; please report it."
        })
public final class Countersign implements Function<String[], Integer>, Runnable {

    static final int DEFECT = 3;

    @Spec
    @Nullable
    CommandSpec spec;

    /** Made by reflection, in a loader of its own. */
    public Countersign() {}

    @Override
    public Integer apply(String[] arguments) {
        Console console = Console.ofProcess();
        AgentLog.to(console.log());
        return commandLine(console).execute(arguments);
    }

    /** Without a command there is nothing to do: that is a mistake, and the help tells what there is. */
    @Override
    public void run() {
        if (spec != null) {
            throw new ParameterException(spec.commandLine(), "Which command?");
        }
    }

    static CommandLine commandLine(Console console) {
        CommandLine line = new CommandLine(new Countersign())
                .addSubcommand(new InitCommand(console))
                .addSubcommand(new CheckCommand(console))
                .addSubcommand(new ExplainCommand(console))
                .addSubcommand(new LoginCommand(console))
                .addSubcommand(new RequestCommand(console))
                .addSubcommand(new ListCommand(console))
                .addSubcommand(new AttachCommand(console))
                .addSubcommand(new StatusCommand(console))
                .addSubcommand(new DiagnoseCommand(console))
                .addSubcommand("completion", new AutoComplete.GenerateCompletion())
                .addSubcommand(new HelpCommand());
        return line.setOut(console.out())
                .setErr(console.err())
                .setColorScheme(CommandLine.Help.defaultColorScheme(console.ansi()))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExpandAtFiles(false) // a file's name behind @ is that of a body
                .setExecutionExceptionHandler((defect, failed, parsed) -> {
                    failed.getErr().println("Countersign: error: " + defect + "; please report it");
                    return DEFECT;
                });
    }

    /** What the jar's manifest says. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"Countersign " + text()};
        }

        /** The version alone; {@code unknown} outside the jar. */
        static String text() {
            Package start = Main.class.getPackage();
            String version = start == null ? null : start.getImplementationVersion();
            return version == null ? "unknown" : version;
        }
    }
}
