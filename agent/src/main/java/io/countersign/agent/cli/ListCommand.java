package io.countersign.agent.cli;

import io.countersign.agent.cli.jvm.AttachApi;
import io.countersign.agent.cli.jvm.AttachedJvm;
import io.countersign.agent.cli.jvm.RunningJvm;
import io.countersign.agent.cli.report.Report;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code list}: the JVMs that could be attached to. */
@Command(
        name = "list",
        description = "List the running JVMs of this user, and which of them were started with the agent's flag.")
final class ListCommand extends ReportingCommand {

    ListCommand(Console console) {
        super(console);
    }

    @Override
    Report report() throws IOException {
        AttachApi api = AttachApi.ofThisJava();
        List<RunningJvm> running = api.running();
        Report report = Report.good(
                running.isEmpty() ? "no JVM of this user runs here" : Counted.of(running.size(), "JVM") + " found");
        Report.Table table = report.table("JVMs", "pid", "java", "started with Countersign", "main class or jar");
        for (RunningJvm each : running) {
            try (AttachedJvm jvm = api.attach(each.pid())) {
                String flag = jvm.flags().matches("(?s).*-javaagent:\\S*countersign\\S*\\.jar.*") ? "yes" : "no";
                table.row(each.pid(), jvm.property("java.version"), flag, each.command());
            } catch (IOException e) {
                table.row(each.pid(), "?", "does not listen", each.command());
            }
        }
        return report;
    }
}
