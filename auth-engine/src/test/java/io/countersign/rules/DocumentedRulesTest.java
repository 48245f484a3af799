package io.countersign.rules;

import io.countersign.secret.Environment;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Every piece of a rules file that the documents show is one that can be used. */
final class DocumentedRulesTest {

    private static final Path ROOT = Path.of(System.getProperty("basedir", ""), "..");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```properties\n(.*?)^```");

    /** What a piece may leave to the rest of the file. */
    private static final Pattern ELSEWHERE = Pattern.compile(
            ".* names identity '[a-z-]+', which does not exist.*|.* is named by no rule|.* has no (hosts|type); .*"
                    + "|.* names no identity; .*|.*: no rules: .*");

    static Stream<Piece> pieces() throws IOException {
        try (Stream<Path> documents = Files.walk(ROOT.resolve("docs"))) {
            return Stream.concat(
                    Stream.of(ROOT.resolve("README.md")),
                    documents.filter(file -> file.toString().endsWith(".md")))
                    .flatMap(DocumentedRulesTest::piecesOf)
                    .toList()
                    .stream();
        }
    }

    private static Stream<Piece> piecesOf(Path document) {
        try {
            List<Piece> pieces = new ArrayList<>();
            String text = Files.readString(document);
            for (Matcher block = BLOCK.matcher(text); block.find(); ) {
                long line = text.substring(0, block.start(1)).lines().count() + 1;
                pieces.add(new Piece(document.getFileName() + ":" + line, block.group(1)));
            }
            return pieces.stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("pieces")
    void loads(Piece piece) {
        assertThat(complaints(piece.text())).isEmpty();
    }

    private static List<String> complaints(String text) {
        List<Problem> problems;
        try {
            problems = RulesFile.read(new File(RulesText.BASE), null, new Everything(text))
                    .warnings();
        } catch (RulesException e) {
            problems = e.problems();
        }
        return problems.stream()
                .map(Problem::toString)
                .filter(problem -> !ELSEWHERE.matcher(problem).matches())
                .toList();
    }

    /** One piece, and the document and line where it begins. */
    record Piece(String place, String text) {

        @Override
        public String toString() {
            return place;
        }
    }

    /** Has every variable, property and file that anybody asks for. */
    private record Everything(String rules) implements Environment {

        @Override
        public String variable(String name) {
            return "JBSWY3DPEHPK3PXP";
        }

        @Override
        public String property(String name) {
            return variable(name);
        }

        @Override
        public byte[] read(File file) {
            return (file.equals(new File(RulesText.BASE)) ? rules : variable("")).getBytes(StandardCharsets.UTF_8);
        }
    }
}
