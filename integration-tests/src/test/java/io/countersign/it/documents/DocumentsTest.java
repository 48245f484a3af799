package io.countersign.it.documents;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What the documents refer to is there. */
final class DocumentsTest {

    private static final Pattern LINK = Pattern.compile("(?<=\\]\\()[^)\\s]+(?=\\))");
    private static final Pattern TEST = Pattern.compile("(?<=`)[A-Z][A-Za-z0-9]+(Test|IT)(?=`)");
    private static final Pattern LABEL = Pattern.compile("label=\"([^\"]*)\"");

    /** Who runs what is told to be typed; what nobody runs is done by hand, and says so where it stands. */
    private static final Map<Pattern, String> RUN_BY = Map.ofEntries(
            run("java -jar countersign\\.jar (init|check|explain|login|request) .*|.* check", "FirstStepsIT"),
            run("export ORDERS_USERNAME=.*", "FirstStepsIT"),
            run("java -javaagent:countersign\\.jar=agent\\.properties -jar application\\.jar", "FirstStepsIT"),
            run("alias countersign=.*|source <\\(countersign completion\\)", "CompletionIT"),
            run("\\./demo", "DemoIT"),
            run("mvn verify|mvn package -pl agent -am -DskipTests", ".ci/run"),
            run("aws cognito-idp .*", "by hand"),
            run("mvn verify -P?.*(support|matrix).*", "by hand"),
            run("java -jar benchmarks/target/benchmarks\\.jar [a-z]+|mvn -pl benchmarks -am package .*", "by hand"));

    static List<Document> documents() throws IOException {
        return Document.all();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyLinkLeadsSomewhere(Document document) {
        assertThat(document.matches(LINK))
                .filteredOn(link -> !link.startsWith("https://"))
                .allMatch(link -> leadsSomewhere(document, link));
    }

    private static boolean leadsSomewhere(Document document, String link) {
        String[] parts = link.split("#", 2);
        Path target = document.at(parts[0]);
        return Files.exists(target)
                && (parts.length == 1 || Document.at(target).anchors().contains(parts[1]));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyTestThatIsNamedExists(Document document) throws IOException {
        assertThat(tests()).containsAll(document.matches(TEST));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyCommandIsRunBySomething(Document document) throws IOException {
        Set<String> tests = tests();
        for (String command : document.commands()) {
            List<String> runners = RUN_BY.entrySet().stream()
                    .filter(each -> each.getKey().matcher(command).matches())
                    .map(Map.Entry::getValue)
                    .toList();
            assertThat(runners).as(command).isNotEmpty();
            assertThat(runners)
                    .allMatch(runner -> tests.contains(runner)
                            || runner.equals("by hand")
                            || Files.isExecutable(Path.of("..", runner)));
        }
    }

    @Test
    void everyPictureShowsWhatItsSourceSays() throws IOException {
        Path pictures = Path.of("..", "docs", "pictures");
        List<Path> drawn = list(pictures, ".svg");
        assertThat(drawn).hasSizeGreaterThan(1);
        for (Path picture : drawn) {
            String text = Files.readString(picture)
                    .replace("&#160;", " ")
                    .replace("&#45;", "-")
                    .replace("&gt;", ">");
            String source = Files.readString(Path.of(picture.toString().replace(".svg", ".dot")));
            assertThat(LABEL.matcher(source)
                            .results()
                            .flatMap(label -> Arrays.stream(label.group(1).split("\\\\n"))))
                    .isNotEmpty()
                    .allMatch(text::contains);
        }
        assertThat(list(pictures, ".dot")).hasSameSizeAs(drawn);
    }

    private static List<Path> list(Path folder, String suffix) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(suffix)).toList();
        }
    }

    /** The simple names of all classes of tests. */
    private static Set<String> tests() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(".."), 12)) {
            return files.filter(file -> file.toString().contains("src/test/java"))
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .map(name -> name.replace(".java", ""))
                    .collect(Collectors.toSet());
        }
    }

    private static Map.Entry<Pattern, String> run(String command, String by) {
        return Map.entry(Pattern.compile(command), by);
    }
}
