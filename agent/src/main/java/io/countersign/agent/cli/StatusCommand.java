package io.countersign.agent.cli;

import io.countersign.agent.cli.jvm.AgentBeans;
import io.countersign.agent.cli.jvm.AttachApi;
import io.countersign.agent.cli.jvm.AttachedJvm;
import io.countersign.agent.cli.report.Report;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
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
        List<Object> woven = new ArrayList<>();
        beans.ofType("Agent")
                .forEach((name, values) -> values.forEach((attribute, value) -> {
                    if (value instanceof Object[]) {
                        woven.addAll(Arrays.asList((Object[]) value));
                    } else {
                        report.field(words(attribute), String.valueOf(value));
                    }
                }));
        report.lines("woven", woven);
        table(report, "rules", "rule", beans.ofType("Rule"));
        table(report, "identities", "identity", beans.ofType("Identity"));
        return report;
    }

    private static void table(Report report, String name, String thing, Map<String, Map<String, Object>> rows) {
        TreeSet<String> attributes = new TreeSet<>();
        rows.values().forEach(row -> attributes.addAll(row.keySet()));
        List<String> columns = new ArrayList<>();
        columns.add(thing);
        attributes.forEach(attribute -> columns.add(words(attribute)));
        Report.Table table = report.table(name, columns.toArray(new String[0]));
        rows.forEach((key, values) -> {
            List<Object> cells = new ArrayList<>();
            cells.add(key);
            attributes.forEach(attribute -> cells.add(values.getOrDefault(attribute, "")));
            table.row(cells.toArray());
        });
    }

    /** {@code LastError} is read as {@code last error}. */
    private static String words(String attribute) {
        return attribute.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }
}
