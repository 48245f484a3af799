package io.countersign.agent.cli;

import io.countersign.IdentityAddress;
import io.countersign.agent.cli.jvm.AttachApi;
import io.countersign.agent.cli.jvm.AttachedJvm;
import io.countersign.agent.cli.report.Report;
import io.countersign.rules.HostPattern;
import io.countersign.rules.IdentitySettings;
import io.countersign.rules.Rule;
import io.countersign.rules.RuleSet;
import io.countersign.rules.RulesException;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code diagnose}: everything that whoever helps will ask first. */
@Command(
        name = "diagnose",
        description = {
            "Collect in one report, fit to be pasted into an issue, what matters to the agent on this machine: Java and its"
                    + " modules, agents, proxies, and whether the endpoints of the rules file answer and agree on the time.",
            "Each endpoint gets one HEAD without credentials."
        })
final class DiagnoseCommand extends ReportingCommand {

    private static final Pattern AGENT = Pattern.compile("-(?:javaagent|agentpath|agentlib):([^=\\s]+)");

    private static final String[] PROXIES = {
        "http.proxyHost", "https.proxyHost", "socksProxyHost", "http.nonProxyHosts", "java.net.useSystemProxies"
    };

    private static final String[][] OPTIONAL_PARTS = {
        {"java.net.http", "java.net.http.HttpClient"},
        {"java.management", "javax.management.MBeanServer"},
        {"jdk.jfr", "jdk.jfr.Event"},
        {"jdk.crypto.ec", "sun.security.ec.SunEC"},
    };

    @Option(names = "--pid", paramLabel = "PID", description = "A running JVM, in place of the one of this command.")
    @Nullable
    String pid;

    @Mixin
    RulesOptions rules = new RulesOptions();

    DiagnoseCommand(Console console) {
        super(console);
    }

    @Override
    Report report() throws RulesException, IOException {
        RuleSet found = rules.read(console());
        Map<String, Reachability> reached = reached(found);
        Report report = verdict(found, reached).field("Countersign", Countersign.Version.text());
        if (pid == null) {
            addThisJvm(report);
        } else {
            addOther(report, pid);
        }
        report.field("rules file", rules.file(console()).getPath() + ": " + found);
        Report.Table table = report.table("endpoints", "endpoint", "answer", "this host's clock");
        reached.forEach((who, each) -> table.row(who, each.answer(), each.clock()));
        return report;
    }

    private static Report verdict(RuleSet found, Map<String, Reachability> reached) {
        for (Reachability each : reached.values()) {
            String problem = each.problem();
            if (problem != null) {
                return Report.bad(problem);
            }
        }
        return Report.good(found + ": " + Counted.of(reached.size(), "endpoint") + " answer, and the clock is right");
    }

    /** Those whom identities ask, and the hosts of rules that are known by name. */
    private Map<String, Reachability> reached(RuleSet found) {
        Map<String, Reachability> reached = new LinkedHashMap<>();
        for (IdentitySettings identity : found.identities().values()) {
            URI address = IdentityAddress.of(identity);
            String proxy = identity.optionalText("proxy");
            if (address != null) {
                reached.put(
                        address + " (identity '" + identity.name() + "')",
                        Reachability.of(
                                address,
                                proxy == null ? null : URI.create(proxy),
                                console().clock()));
            }
        }
        for (Rule rule : found.rules()) {
            for (HostPattern host : rule.hosts()) {
                if (!host.isWildcard()) {
                    URI address = URI.create((rule.allowsPlainHttp() ? "http://" : "https://") + host + "/");
                    reached.computeIfAbsent(
                            address + " (rule '" + rule.name() + "')",
                            who -> Reachability.of(address, null, console().clock()));
                }
            }
        }
        return reached;
    }

    private static void addThisJvm(Report report) {
        report.field(
                        "Java",
                        property("java.version") + " (" + property("java.vendor") + ", " + property("java.home") + ")")
                .field("system", property("os.name") + " " + property("os.version") + " " + property("os.arch"))
                .field("lacks", missing());
        for (String each : PROXIES) {
            report.field(each, System.getProperty(each));
        }
        report.field("agents in JAVA_TOOL_OPTIONS", agents(String.valueOf(System.getenv("JAVA_TOOL_OPTIONS"))));
    }

    private static void addOther(Report report, String pid) throws IOException {
        try (AttachedJvm jvm = AttachApi.ofThisJava().attach(pid)) {
            report.field("process", pid)
                    .field("Java", jvm.property("java.version") + " (" + jvm.property("java.vendor") + ")")
                    .field("agents", agents(jvm.flags()));
            for (String each : PROXIES) {
                String value = jvm.property(each);
                report.field(each, value.isEmpty() ? null : value);
            }
        }
    }

    private static String property(String name) {
        return System.getProperty(name, "?");
    }

    /** Their jars, without options, which may hold secrets. */
    private static String agents(String flags) {
        List<String> found = new ArrayList<>();
        for (Matcher agent = AGENT.matcher(flags); agent.find(); ) {
            found.add(agent.group(1));
        }
        return found.isEmpty() ? "none" : Counted.joined(found);
    }

    private static @Nullable String missing() {
        List<String> missing = new ArrayList<>();
        for (String[] part : OPTIONAL_PARTS) {
            try {
                Class.forName(part[1], false, ClassLoader.getSystemClassLoader());
            } catch (ClassNotFoundException e) {
                missing.add(part[0]);
            }
        }
        return missing.isEmpty() ? null : Counted.joined(missing);
    }
}
