package io.countersign.agent.cli;

import io.countersign.agent.cli.jvm.AgentBeans;
import io.countersign.agent.cli.jvm.AttachApi;
import io.countersign.agent.cli.jvm.AttachedJvm;
import io.countersign.agent.cli.report.Report;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code status}: what the agent in a running JVM has woven, matched and refreshed. */
@Command(
        name = "status",
        description = {
            "Ask the agent of a running JVM what it has woven, matched and refreshed.",
            "It answers through JMX, which is switched on in that JVM for users of this machine if it is not yet."
        })
final class StatusCommand extends ReportingCommand {

    private static final Object[] NONE = {};
    private static final String[] OF_AGENT = {"Version", "RulesFile", "Started", "Log"};

    private static final String[] OF_RULE = {
        "Identity", "Matched", "Injected", "Skipped", "Refused", "Passed", "Aborted", "Replayed", "LastError"
    };

    private static final String[] OF_IDENTITY = {
        "Type", "State", "Expiry", "LogIns", "Refreshes", "Shared", "Failures", "LastError"
    };

    @Parameters(index = "0", paramLabel = "PID", description = "Its process id; 'list' shows them.")
    String pid = "";

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            defaultValue = "15",
            description = "How long the agent may take to show itself. Default: ${DEFAULT-VALUE}.")
    int seconds;

    StatusCommand(Console console) {
        super(console);
    }

    @Override
    Report report() throws IOException {
        String address;
        try (AttachedJvm jvm = AttachApi.ofThisJava().attach(pid)) {
            address = jvm.managementAddress();
        }
        try (AgentBeans beans = AgentBeans.at(address)) {
            if (!shownWithin(beans)) {
                throw new IOException("process " + pid + " shows no Countersign agent; start it with"
                        + " -javaagent:countersign.jar=agent.properties, or attach: java -jar countersign.jar attach "
                        + pid + "; if it has the flag, its standard error says why the agent stays off");
            }
            return report(beans);
        }
    }

    private boolean shownWithin(AgentBeans beans) throws IOException {
        for (int i = 0; i < seconds && !beans.areThere(); i++) {
            try {
                TimeUnit.SECONDS.sleep(1);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return beans.areThere();
    }

    private Report report(AgentBeans beans) throws IOException {
        Report report = Report.good("Countersign works in process " + pid);
        for (Map<String, Object> agent : beans.ofType("Agent").values()) {
            for (String attribute : OF_AGENT) {
                report.field(words(attribute), agent.get(attribute));
            }
            report.lines("woven libraries", Arrays.asList((Object[]) agent.getOrDefault("WovenLibraries", NONE)));
        }
        table(report.table("rules", columns("rule", OF_RULE)), OF_RULE, beans.ofType("Rule"));
        table(report.table("identities", columns("identity", OF_IDENTITY)), OF_IDENTITY, beans.ofType("Identity"));
        return report;
    }

    private static String[] columns(String thing, String[] attributes) {
        String[] columns = new String[attributes.length + 1];
        columns[0] = thing;
        for (int i = 0; i < attributes.length; i++) {
            columns[i + 1] = words(attributes[i]);
        }
        return columns;
    }

    private static void table(Report.Table table, String[] attributes, Map<String, Map<String, Object>> rows) {
        rows.forEach((name, values) -> {
            Object[] cells = new Object[attributes.length + 1];
            cells[0] = name;
            for (int i = 0; i < attributes.length; i++) {
                cells[i + 1] = values.getOrDefault(attributes[i], "");
            }
            table.row(cells);
        });
    }

    /** {@code LastError} is read as {@code last error}. */
    private static String words(String attribute) {
        return attribute.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }
}
