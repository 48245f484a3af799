package io.countersign.agent.cli;

import io.countersign.agent.cli.report.Report;
import io.countersign.rules.HostPattern;
import io.countersign.rules.IdentityType;
import io.countersign.rules.RulesTemplate;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code init}: a first rules file. */
@Command(
        name = "init",
        description = {
            "Write a commented rules file with one identity and one rule, from options, or from answers if somebody sits"
                    + " at a terminal.",
            "What is not given is left to environment variables, which the report names; so are secrets."
        })
final class InitCommand extends ReportingCommand {

    private static final OpenOption[] ONLY_NEW = {StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE};

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            defaultValue = "agent.properties",
            description = "Where to write. Default: ${DEFAULT-VALUE}.")
    String file = "";

    @Option(
            names = {"-H", "--host"},
            paramLabel = "HOST",
            description = "A host whose requests get credentials, as in api.example.com or *.example.com:8443; may be"
                    + " given several times.")
    List<String> hosts = new ArrayList<>();

    @Option(
            names = {"-t", "--type"},
            paramLabel = "TYPE",
            description = "cognito-user, cognito-client, client-credentials, api-key, token, aws or"
                    + " cognito-identity-pool.")
    @Nullable
    String type;

    @Option(
            names = {"-n", "--name"},
            paramLabel = "NAME",
            defaultValue = "main",
            description = "What identity and rule are called. Default: ${DEFAULT-VALUE}.")
    String name = "";

    @Option(
            names = {"-s", "--set"},
            paramLabel = "KEY=VALUE",
            description = "A key of the identity, as in user-pool-id=us-east-1_Ab12Cd34E; may be given several times. A"
                    + " secret belongs into a reference: password=$${env:X}.")
    Map<String, String> settings = new LinkedHashMap<>();

    @Option(names = "--force", description = "Replace a file that is there.")
    boolean force;

    InitCommand(Console console) {
        super(console);
    }

    @Override
    Report report() throws IOException {
        IdentityType kind = kind();
        List<String> named = hosts();
        RulesTemplate template = template(kind);
        String text = template.text(named);
        File target = console().file(file);
        if (!force && target.exists()) {
            throw new IOException(file + " is there already; name another file, or replace it with --force");
        }
        Files.write(target.toPath(), new byte[0], force ? new OpenOption[0] : ONLY_NEW);
        if (template.holdsSecret()) {
            FileAccess.closeToOthers(target.toPath());
        }
        Files.write(target.toPath(), text.getBytes(StandardCharsets.UTF_8));
        return Report.good(file + " is written; next: java -jar countersign.jar check " + file)
                .field("permissions", template.holdsSecret() ? "only you can read it, as it holds secrets" : null)
                .field("environment variables to set", variables(template))
                .field("then start with", "java -javaagent:countersign.jar=" + file + " -jar application.jar");
    }

    private static @Nullable String variables(RulesTemplate template) {
        return template.variables().isEmpty() ? null : Counted.joined(template.variables());
    }

    private IdentityType kind() {
        String types = Counted.joined(RulesTemplate.types());
        String named = type != null ? type : console().ask("Who logs in (" + types + ")?");
        if (named == null) {
            throw misuse("--type is missing; it is one of " + types);
        }
        IdentityType kind = RulesTemplate.type(named);
        if (kind == null) {
            throw misuse("there is no type '" + named + "'; it is one of " + types);
        }
        return kind;
    }

    private List<String> hosts() {
        List<String> named = new ArrayList<>(hosts);
        if (named.isEmpty()) {
            String answer = console().ask("Which host's requests get its credentials?");
            if (answer == null) {
                throw misuse("--host is missing; name the host of the API, as in --host api.example.com");
            }
            named.add(answer);
        }
        for (String host : named) {
            try {
                HostPattern.of(host);
            } catch (IllegalArgumentException e) {
                throw misuse("--host '" + host + "': " + e.getMessage());
            }
        }
        return named;
    }

    private RulesTemplate template(IdentityType kind) {
        for (Map.Entry<String, String> each : RulesTemplate.questions(kind).entrySet()) {
            if (console().isInteractive() && type == null && !settings.containsKey(each.getKey())) {
                String answer =
                        console().ask(each.getKey() + " (" + each.getValue() + " Empty: from the environment)?");
                if (answer != null) {
                    settings.put(each.getKey(), answer);
                }
            }
        }
        try {
            return RulesTemplate.of(name, kind, settings);
        } catch (IllegalArgumentException e) {
            throw misuse("--set: " + e.getMessage());
        }
    }
}
