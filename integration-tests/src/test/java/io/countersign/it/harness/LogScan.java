package io.countersign.it.harness;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Looks for secrets in logs: as they are, in Base64, and the signature of a JWT by itself. */
public final class LogScan {

    private static final int WORTH_LOOKING_FOR = 6;
    private static final int HEAD = 4;

    /** By their first characters, so that a text is gone through once, however many secrets there are. */
    private final Map<String, List<String>> needles;

    private LogScan(Set<String> needles) {
        this.needles = needles.stream().collect(Collectors.groupingBy(needle -> needle.substring(0, HEAD)));
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
            String signature = secret.substring(secret.lastIndexOf('.') + 1);
            if (signature.length() >= WORTH_LOOKING_FOR) {
                needles.add(signature);
            }
        }
        return new LogScan(needles);
    }

    int secrets() {
        return needles.values().stream().mapToInt(List::size).sum();
    }

    /** Whether a text holds none of them. */
    public boolean isClean(String text) {
        return IntStream.rangeClosed(0, text.length() - HEAD).noneMatch(at -> isSecretAt(text, at));
    }

    private boolean isSecretAt(String text, int at) {
        return needles.getOrDefault(text.substring(at, at + HEAD), List.of()).stream()
                .anyMatch(needle -> text.startsWith(needle, at));
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
            if (!isClean(lines.get(i))) {
                findings.add(file.getFileName() + ":" + (i + 1));
            }
        }
        return findings;
    }
}
