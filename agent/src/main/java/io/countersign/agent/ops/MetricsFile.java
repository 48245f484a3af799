package io.countersign.agent.ops;

import io.countersign.agent.AgentLog;
import io.countersign.event.FetchKind;
import io.countersign.event.HopOutcome;
import io.countersign.token.TokenStatus;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Map;

/**
 * The figures in the text format of Prometheus, version 0.0.4, in a file that is replaced as a whole: for the textfile collector
 * of its node exporter.
 *
 * @see <a href="https://prometheus.io/docs/instrumenting/exposition_formats/">Exposition formats</a>
 */
final class MetricsFile {

    private final File file;
    private final Figures figures;
    private boolean troubled;

    MetricsFile(File file, Figures figures) {
        this.file = file;
        this.figures = figures;
    }

    /** What cannot be written is said once, until it can be again. */
    void write() {
        try {
            Path target = file.toPath();
            Path next = target.resolveSibling(target.getFileName() + ".next");
            Files.write(next, text().getBytes(StandardCharsets.UTF_8));
            Files.move(next, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            troubled = false;
        } catch (IOException e) {
            if (!troubled) {
                AgentLog.warn("the metrics file " + file.getPath() + " cannot be written: "
                        + e.getClass().getSimpleName() + "; check its folder, its owner and its space");
            }
            troubled = true;
        }
    }

    String text() {
        StringBuilder text = new StringBuilder();
        hops(text);
        replays(text);
        fetches(text);
        expiries(text);
        return text.toString();
    }

    private void hops(StringBuilder text) {
        begin(text, "countersign_hops_total", "counter", "Requests that a rule took, by what became of them.");
        for (Map.Entry<String, RuleFigures> rule : figures.rules().entrySet()) {
            for (HopOutcome outcome : HopOutcome.values()) {
                sample(
                        text,
                        "countersign_hops_total",
                        rule.getValue().count(outcome),
                        "rule",
                        rule.getKey(),
                        "outcome",
                        outcome.word());
            }
        }
    }

    private void replays(StringBuilder text) {
        begin(text, "countersign_replays_total", "counter", "Requests sent once more after the server refused them.");
        for (Map.Entry<String, RuleFigures> rule : figures.rules().entrySet()) {
            sample(text, "countersign_replays_total", rule.getValue().getReplayed(), "rule", rule.getKey());
        }
    }

    private void fetches(StringBuilder text) {
        String name = "countersign_token_fetches_total";
        begin(text, name, "counter", "Attempts to get tokens or credentials, by their kind.");
        for (Map.Entry<String, IdentityFigures> identity : figures.identities().entrySet()) {
            for (FetchKind kind : FetchKind.values()) {
                sample(
                        text,
                        name,
                        identity.getValue().got(kind),
                        "identity",
                        identity.getKey(),
                        "kind",
                        kind.word(),
                        "outcome",
                        "ok");
                sample(
                        text,
                        name,
                        identity.getValue().failed(kind),
                        "identity",
                        identity.getKey(),
                        "kind",
                        kind.word(),
                        "outcome",
                        "failed");
            }
        }
    }

    private void expiries(StringBuilder text) {
        String name = "countersign_token_expiry_timestamp_seconds";
        begin(text, name, "gauge", "When the token or the credentials of an identity end.");
        for (Map.Entry<String, IdentityFigures> identity : figures.identities().entrySet()) {
            TokenStatus status = identity.getValue().status();
            Instant end = status == null ? null : status.expiresAt();
            if (end != null) {
                sample(text, name, end.getEpochSecond(), "identity", identity.getKey());
            }
        }
    }

    private static void begin(StringBuilder text, String name, String type, String help) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }

    /** @param labels a name, its value, and so on */
    private static void sample(StringBuilder text, String name, long value, String... labels) {
        text.append(name);
        for (int i = 0; i < labels.length; i += 2) {
            text.append(i == 0 ? '{' : ',')
                    .append(labels[i])
                    .append("=\"")
                    .append(escaped(labels[i + 1]))
                    .append('"');
        }
        text.append("} ").append(value).append('\n');
    }

    static String escaped(String label) {
        return label.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
