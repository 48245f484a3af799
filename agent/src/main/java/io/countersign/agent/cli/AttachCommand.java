package io.countersign.agent.cli;

import io.countersign.agent.Main;
import io.countersign.agent.cli.jvm.AttachApi;
import io.countersign.agent.cli.jvm.AttachedJvm;
import io.countersign.agent.cli.report.Report;
import io.countersign.rules.RuleSet;
import io.countersign.rules.RulesException;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code attach}: brings the agent into a JVM that runs. */
@Command(
        name = "attach",
        description = {
            "Bring the agent into a running JVM of this user. Its requests are authenticated from then on; when it is"
                    + " restarted, the agent is gone.",
            "The rules file is checked first, with this shell's environment; the JVM resolves its references with its"
                    + " own."
        })
final class AttachCommand extends ReportingCommand {

    @Parameters(index = "0", paramLabel = "PID", description = "Its process id; 'list' shows them.")
    String pid = "";

    @Mixin
    RulesOptions rules = new RulesOptions();

    AttachCommand(Console console) {
        super(console);
    }

    @Override
    Report report() throws RulesException, IOException {
        RuleSet found = rules.read(console());
        try (AttachedJvm jvm = AttachApi.ofThisJava().attach(pid)) {
            if (jvm.flags().contains("-XX:-EnableDynamicAgentLoading")) {
                throw new IOException("process " + pid + " was started with -XX:-EnableDynamicAgentLoading and takes no"
                        + " agent; restart it with -javaagent:countersign.jar=…");
            }
            jvm.load(ownJar(), options());
        }
        return Report.good("the agent is in process " + pid + ", with " + found
                        + "; whether it works there says: java -jar" + " countersign.jar status " + pid)
                .field("rules file", rules.file(console()).getAbsolutePath())
                .field("its lines", "are on that JVM's standard error");
    }

    private String options() {
        String config = rules.file(console()).getAbsolutePath();
        return rules.overlay == null ? "config=" + config : "config=" + config + ",env=" + rules.overlay;
    }

    private static String ownJar() throws IOException {
        try {
            return new File(Main.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .getAbsolutePath();
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }
}
