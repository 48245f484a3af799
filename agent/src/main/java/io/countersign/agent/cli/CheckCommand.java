package io.countersign.agent.cli;

import io.countersign.agent.cli.report.Report;
import io.countersign.rules.IdentitySettings;
import io.countersign.rules.Problem;
import io.countersign.rules.Rule;
import io.countersign.rules.RuleSet;
import io.countersign.rules.RulesException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code check}: everything that can be said of a rules file without sending anything. */
@Command(
        name = "check",
        description = {
            "Read a rules file as the agent does and report all that is wrong with it, at once.",
            "References to the environment and to files are resolved and never shown; vaults are not asked."
        })
final class CheckCommand extends ReportingCommand {

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "The rules file, in place of --config.")
    @Nullable
    String file;

    @Mixin
    RulesOptions rules = new RulesOptions();

    CheckCommand(Console console) {
        super(console);
    }

    @Override
    Report report() throws RulesException, IOException {
        if (file != null) {
            rules.config = file;
        }
        RuleSet found = rules.read(console());
        List<String> warnings = new ArrayList<>();
        for (Problem warning : found.warnings()) {
            warnings.add(warning.toString());
        }
        warnings.addAll(FileAccess.warnings(rules.file(console()), found));
        Report report = verdict(found, warnings).lines("warnings", warnings);
        addRules(report, found);
        addIdentities(report, found);
        return report;
    }

    private Report verdict(RuleSet found, List<String> warnings) {
        String usable = "can be used: " + Counted.of(found.rules().size(), "rule") + ", "
                + Counted.of(found.identities().size(), "identity");
        if (warnings.isEmpty()) {
            return Report.good(rules.file(console()).getPath() + " " + usable + ", nothing to complain about");
        }
        return Report.doubtful(warnings.get(0) + " (the first of " + Counted.of(warnings.size(), "warning")
                + "; the file " + usable + ")");
    }

    private static void addRules(Report report, RuleSet found) {
        Report.Table table = report.table("rules", "rule", "line", "hosts", "paths", "methods", "adds");
        for (Rule rule : found.rules()) {
            table.row(
                    rule.name(),
                    rule.file().getName() + ":" + rule.line(),
                    Counted.joined(rule.hosts()),
                    Counted.joined(rule.paths()),
                    rule.methods().isEmpty() ? "all" : Counted.joined(rule.methods()),
                    Addition.of(rule, found));
        }
    }

    private static void addIdentities(Report report, RuleSet found) {
        Report.Table table = report.table("identities", "identity", "line", "type", "settings");
        for (IdentitySettings identity : found.identities().values()) {
            table.row(
                    identity.name(),
                    identity.file().getName() + ":" + identity.line(),
                    identity.type().settingName(),
                    identity.shown());
        }
    }
}
