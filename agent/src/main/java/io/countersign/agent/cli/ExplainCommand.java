package io.countersign.agent.cli;

import io.countersign.PlainText;
import io.countersign.agent.cli.report.Report;
import io.countersign.request.RequestTarget;
import io.countersign.rules.Explanation;
import io.countersign.rules.Rule;
import io.countersign.rules.RuleSet;
import io.countersign.rules.RulesException;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code explain}: which rule a request would meet, without sending it. */
@Command(
        name = "explain",
        description = {
            "Tell which rule a request would meet and why the others would not take it, what would be added, and what"
                    + " redirects and plain http would do. Sends nothing.",
            "Exit code 1 if no rule takes it, or the rule would refuse it."
        })
final class ExplainCommand extends ReportingCommand {

    @Parameters(index = "0", paramLabel = "METHOD", description = "GET, POST and so on; GET for a web socket.")
    String method = "";

    @Parameters(index = "1", paramLabel = "URL", description = "http, https, ws or wss.")
    String url = "";

    @Mixin
    RulesOptions rules = new RulesOptions();

    ExplainCommand(Console console) {
        super(console);
    }

    @Override
    Report report() throws RulesException, IOException {
        String verb = method.toUpperCase(Locale.ROOT);
        URI address = address();
        RequestTarget target = RequestTarget.of(address);
        RuleSet found = rules.read(console());
        Explanation explanation = Explanation.of(found, address, verb);
        Rule winner = explanation.winner();
        Report report = winner == null ? nobody(verb, target, explanation) : taken(target, winner, found);
        report.field("request", verb + " " + target);
        if (winner != null) {
            addPolicies(report, target, winner);
        }
        addOthers(report, explanation.others());
        return report;
    }

    private URI address() {
        try {
            URI address = URI.create(url);
            if (address.getScheme() != null && address.getHost() != null) {
                return address;
            }
        } catch (IllegalArgumentException notOne) {
            // Said below.
        }
        throw misuse("'" + url + "' is no URL with scheme and host; write it whole, as in https://api.example.com/");
    }

    private static Report nobody(String verb, RequestTarget target, Explanation explanation) {
        String near = explanation.nearestHost();
        return Report.bad("no rule takes " + verb + " " + target + ", so it goes out as the application makes it"
                + (near.isEmpty() ? "; see below what each rule takes" : "; did you mean the host '" + near + "'?"));
    }

    private static Report taken(RequestTarget target, Rule rule, RuleSet rules) {
        String refusal = PlainText.refusal(target, rule);
        Report report = refusal == null
                ? Report.good(rule + " takes it and adds " + Addition.of(rule, rules))
                : Report.bad(refusal);
        return report.field("rule", rule.name())
                .field("line", rule.file().getName() + ":" + rule.line())
                .field("identity", String.valueOf(rules.identities().get(rule.identity())))
                .field("adds", refusal == null ? Addition.of(rule, rules) : null);
    }

    private static void addPolicies(Report report, RequestTarget target, Rule rule) {
        report.field(
                        "header of the application's",
                        rule.replacesExisting()
                                ? "is replaced, unless it is a signature"
                                : "is kept, and then nothing is added")
                .field(
                        "without credentials",
                        rule.passesOnFailure()
                                ? "the request goes out as the application makes it"
                                : "the application's call fails with an IOException")
                .field("sent once more", "after " + Counted.joined(rule.retryOn()) + ", with new credentials")
                .field("redirects", "are matched anew; one to a host of no rule carries nothing of this")
                .field("plain http", plainHttp(target, rule));
    }

    private static @Nullable String plainHttp(RequestTarget target, Rule rule) {
        if (rule.allowsPlainHttp()) {
            return "is allowed by the rule";
        }
        return target.isPlainText() && PlainText.refusal(target, rule) == null
                ? "is allowed, as the host is this machine"
                : "is refused, also after a redirect";
    }

    private static void addOthers(Report report, Map<Rule, String> others) {
        Report.Table table = report.table("other rules", "rule", "line", "why not");
        others.forEach((rule, reason) -> table.row(rule.name(), rule.file().getName() + ":" + rule.line(), reason));
    }
}
