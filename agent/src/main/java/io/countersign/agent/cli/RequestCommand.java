package io.countersign.agent.cli;

import io.countersign.AuthEngine;
import io.countersign.agent.cli.report.Report;
import io.countersign.request.Authorization;
import io.countersign.request.RequestTarget;
import io.countersign.rules.RuleSet;
import io.countersign.rules.RulesException;
import io.countersign.sigv4.CanonicalRequest;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code request}: one request, authorized as the agent would, with what went out and what came back. */
@Command(
        name = "request",
        description = {
            "Send one request as the agent would, and show what went out, without credentials, and what came back.",
            "Redirects are not followed. Exit code 1 if it was not sent, or answered with a status of 400 or more."
        })
final class RequestCommand extends ReportingCommand {

    private static final String SIGNATURE = "Signature=";
    private static final long BODY_LIMIT = Long.MAX_VALUE;

    /** Headers whose values are not shown, whoever set them. */
    private static final Set<String> CREDENTIALS = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

    static {
        CREDENTIALS.addAll(Arrays.asList("Authorization", "Cookie", "Proxy-Authorization", "x-api-key"));
    }

    @Parameters(index = "0", paramLabel = "URL", description = "http or https.")
    String url = "";

    @Option(
            names = {"-X", "--method"},
            paramLabel = "METHOD",
            description = "Default: GET, or POST if there is a body.")
    @Nullable
    String method;

    @Option(
            names = {"-H", "--header"},
            paramLabel = "'NAME: VALUE'",
            description = "A header that the application would set; may be given several times.")
    List<String> headers = new ArrayList<>();

    @Option(
            names = {"-d", "--data"},
            paramLabel = "TEXT|@FILE",
            description = "The body, or the file that holds it.")
    @Nullable
    String data;

    @Mixin
    RulesOptions rules = new RulesOptions();

    RequestCommand(Console console) {
        super(console);
    }

    @Override
    Report report() throws RulesException, IOException {
        URI address = address();
        RuleSet found = rules.read(console());
        CommandHop asTyped = hop(RequestTarget.of(address));
        AuthEngine engine = AuthEngine.of(found, Processes.surroundings());
        CommandHop hop = asTyped.copy();
        Authorization authorization = engine.authorize(hop);
        Exchange answer = sent(address, hop);
        boolean again = authorization != null && authorization.renew(answer);
        if (again) {
            hop = asTyped.copy();
            engine.authorize(hop);
            answer = sent(address, hop);
        }
        Report report = described(asTyped, hop, answer, authorization != null);
        report.field("sent twice", again ? "yes, as the first answer refused the credentials" : null);
        return answer.status() == 403 ? withCanonicalRequest(report, hop) : report;
    }

    private static Exchange sent(URI address, CommandHop hop) throws IOException {
        try {
            return Exchange.of(address, hop);
        } catch (ProtocolException e) {
            throw new IOException(
                    e.getMessage() + ": the JDK's own client, which this command sends with, has no such"
                            + " method; the agent authorizes it in other clients",
                    e);
        } catch (IOException e) {
            throw new IOException(
                    hop.target().authority() + " cannot be reached: " + e + "; check host, port, proxy and"
                            + " certificates",
                    e);
        }
    }

    private URI address() {
        URI address = null;
        try {
            address = URI.create(url);
        } catch (IllegalArgumentException notOne) {
            // Said below.
        }
        boolean http = address != null
                && Arrays.asList("http", "https")
                        .contains(String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT));
        if (address == null || !http || address.getHost() == null) {
            throw misuse("'" + url + "' is no http or https URL with a host; write it whole, as in"
                    + " https://api.example.com/");
        }
        return address;
    }

    private CommandHop hop(RequestTarget target) throws IOException {
        byte[] body = body();
        String verb = method != null ? method.toUpperCase(Locale.ROOT) : body.length == 0 ? "GET" : "POST";
        CommandHop hop = new CommandHop(verb, target, body);
        for (String header : headers) {
            int colon = header.indexOf(':');
            if (colon <= 0) {
                throw misuse("'" + header + "' is no header; write 'Name: value'");
            }
            hop.setHeader(
                    header.substring(0, colon).trim(),
                    header.substring(colon + 1).trim());
        }
        if (body.length > 0 && hop.header("Content-Type") == null) {
            boolean json = body[0] == '{' || body[0] == '[';
            hop.setHeader("Content-Type", json ? "application/json" : "text/plain; charset=utf-8");
        }
        return hop;
    }

    private byte[] body() throws IOException {
        if (data == null) {
            return new byte[0];
        }
        return data.startsWith("@")
                ? Files.readAllBytes(console().file(data.substring(1)).toPath())
                : data.getBytes(StandardCharsets.UTF_8);
    }

    private static Report described(CommandHop asTyped, CommandHop hop, Exchange answer, boolean authorized) {
        String what = hop.method() + " " + hop.target() + " is answered with " + answer.status();
        String how = authorized ? "" : "; no rule added anything to it";
        Report report =
                answer.status() < 400 ? Report.good(what + how) : Report.bad(what + SignatureHint.of(answer) + how);
        Report.Table sent = report.field("status", answer.status()).table("sent", "header", "value");
        hop.headers().forEach((name, values) -> {
            boolean hidden = !values.equals(asTyped.headers().get(name)) || CREDENTIALS.contains(name);
            sent.row(name, hidden ? redacted(name, values.get(0)) : values.get(0));
        });
        Report.Table received = report.table("received", "header", "value");
        List<String> added = added(asTyped, hop);
        answer.headers().forEach((name, values) -> received.row(name, without(added, Counted.joined(values))));
        return report.lines(
                "body",
                answer.body().isEmpty() ? Collections.<String>emptyList() : lines(without(added, answer.body())));
    }

    /** The credentials that we added, whole and in the parts that a server may quote: the token alone, the signature. */
    private static List<String> added(CommandHop asTyped, CommandHop hop) {
        List<String> added = new ArrayList<>();
        hop.headers().forEach((name, values) -> {
            String value = values.get(0);
            if (!values.equals(asTyped.headers().get(name)) && !isPlain(name)) {
                added.add(value);
                added.add(value.substring(value.lastIndexOf(' ') + 1));
                int signature = value.indexOf(SIGNATURE);
                added.add(signature < 0 ? "" : value.substring(signature + SIGNATURE.length()));
            }
        });
        added.removeIf(String::isEmpty);
        return added;
    }

    private static String without(List<String> added, String text) {
        String shown = text;
        for (String each : added) {
            shown = shown.replace(each, "****");
        }
        return shown;
    }

    private static boolean isPlain(String name) {
        return name.equalsIgnoreCase("X-Amz-Date") || name.equalsIgnoreCase("x-amz-content-sha256");
    }

    private static Report withCanonicalRequest(Report report, CommandHop hop) throws IOException {
        String canonical = CanonicalRequest.of(hop, BODY_LIMIT);
        return canonical.isEmpty() ? report : report.lines("canonical request", lines(canonical));
    }

    /** What a signature names is no secret; everything else that we add is. */
    private static String redacted(String name, String value) {
        int signature = value.indexOf(SIGNATURE);
        if (signature >= 0) {
            return value.substring(0, signature) + SIGNATURE + "****";
        }
        int blank = value.indexOf(' ');
        return isPlain(name) ? value : blank > 0 ? value.substring(0, blank) + " ****" : "****";
    }

    private static List<String> lines(String text) {
        return Arrays.asList(text.split("\r?\n", -1));
    }
}
