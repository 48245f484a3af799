package io.countersign.it.harness;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Looks for secrets in logs: as they are, in Base64, and the signature of a JWT by itself. */
public final class LogScan {

    private static final int WORTH_LOOKING_FOR = 6;

    private final Set<String> needles;

    private LogScan(Set<String> needles) {
        this.needles = needles;
    }

    /** @param ledger one secret a line */
    public static LogScan forSecretsIn(Path ledger) throws IOException {
        Set<String> needles = new TreeSet<>();
        for (String secret : Files.readAllLines(ledger, StandardCharsets.UTF_8)) {
            if (secret.length() < WORTH_LOOKING_FOR) {
                throw new IllegalArgumentException("a secret of the tests is too short to be looked for");
            }
            needles.add(secret);
            needles.add(Base64.getEncoder().withoutPadding().encodeToString(secret.getBytes(StandardCharsets.UTF_8)));
            needles.add(secret.substring(secret.lastIndexOf('.') + 1));
        }
        return new LogScan(needles);
    }

    int secrets() {
        return needles.size();
    }

    /** Whether a text holds none of them. */
    public boolean isClean(String text) {
        return needles.stream().noneMatch(text::contains);
    }

    /** File and line of every find, without the secret. */
    public List<String> findings(Path folder) throws IOException {
        List<String> findings = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                findings.addAll(findingsIn(file));
            }
        }
        return findings;
    }

    private List<String> findingsIn(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        List<String> findings = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (needles.stream().anyMatch(lines.get(i)::contains)) {
                findings.add(file.getFileName() + ":" + (i + 1));
            }
        }
        return findings;
    }
}
