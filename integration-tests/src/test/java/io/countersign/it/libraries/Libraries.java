package io.countersign.it.libraries;

import io.countersign.it.harness.Application;
import io.countersign.it.harness.Combination;
import io.countersign.it.harness.Jdk;
import io.countersign.it.harness.Limit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The rows of {@code src/test/programs/libraries.txt}. By default those with a star, on the JDK that runs the build; with the
 * system property {@code countersign.matrix=all} every row, on the oldest and the newest JDK that it runs on.
 */
final class Libraries {

    private static final Path TABLE = Path.of("src", "test", "programs", "libraries.txt");
    private static final String SIGNING = "aws.";
    private static final String SOCKETS = "soap.Axis1Soap#sockets";

    private Libraries() {}

    /** A library and the Javas that it runs on. */
    private record Row(boolean byDefault, Application library, int newestJava) {

        static Row parse(String line) {
            String[] fields = line.substring(2).split(" \\| ", -1);
            String[] java = fields[2].split("-", 2);
            Application library = Application.of(
                            fields[0],
                            fields[1].contains("#") ? fields[1] : fields[1] + "#client",
                            fields[4].split(" ", -1))
                    .since(Integer.parseInt(java[0]))
                    .limited(limits(fields[3]));
            return new Row(
                    line.startsWith("*"), library, java.length > 1 ? Integer.parseInt(java[1]) : Integer.MAX_VALUE);
        }

        private static Limit[] limits(String names) {
            return names.equals("-")
                    ? new Limit[0]
                    : Stream.of(names.split(" ", -1)).map(Limit::valueOf).toArray(Limit[]::new);
        }

        Stream<Combination> combinations() {
            if (!Jdk.isWholeMatrix()) {
                return byDefault ? Stream.of(new Combination(library, Jdk.running())) : Stream.empty();
            }
            List<Jdk> possible = Jdk.tested().stream()
                    .filter(jdk -> jdk.feature() >= library.oldestJava() && jdk.feature() <= newestJava)
                    .toList();
            return possible.isEmpty()
                    ? Stream.empty()
                    : Stream.of(possible.get(0), possible.get(possible.size() - 1))
                            .distinct()
                            .map(jdk -> new Combination(library, jdk));
        }
    }

    /** What the agent authenticates. */
    static Stream<Combination> authenticated() {
        return combinations(client -> !client.startsWith(SIGNING) && !client.equals(SOCKETS));
    }

    /** What signs its requests by itself. */
    static Stream<Combination> signing() {
        return combinations(client -> client.startsWith(SIGNING));
    }

    /** What has an HTTP client of its own. */
    static Stream<Combination> withSockets() {
        return combinations(SOCKETS::equals);
    }

    private static Stream<Combination> combinations(Predicate<String> clients) {
        try {
            return Files.readAllLines(TABLE).stream()
                    .filter(line -> line.contains("|") && !line.startsWith("#"))
                    .map(Row::parse)
                    .filter(row -> clients.test(row.library().client()))
                    .flatMap(Row::combinations);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
