package io.countersign.it.documents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A Markdown file of the project. */
record Document(Path file, String text) {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern SHELL = Pattern.compile("(?ms)^```sh\n(.*?)^```");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");
    private static final Pattern FENCED = Pattern.compile("(?ms)^```.*?^```");

    /** All of them. */
    static List<Document> all() throws IOException {
        try (Stream<Path> top = Files.list(ROOT);
                Stream<Path> below = Files.walk(ROOT.resolve("docs"))) {
            return Stream.concat(top, below)
                    .filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .map(Document::at)
                    .toList();
        }
    }

    static Document at(Path file) {
        try {
            return new Document(file, Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every command that it tells to type, continued lines joined, without what the shell takes for a comment. */
    List<String> commands() {
        return SHELL.matcher(text)
                .results()
                .flatMap(block -> block.group(1).replace("\\\n", "").lines())
                .map(line -> line.replaceFirst("\\s+# .*", "").strip())
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
    }

    /** Where a link may lead within it: its headings, as GitHub writes them in an address. */
    Set<String> anchors() {
        return HEADING.matcher(prose())
                .results()
                .map(heading -> heading.group(1).toLowerCase(Locale.ROOT))
                .map(heading -> heading.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    List<String> matches(Pattern pattern) {
        return pattern.matcher(prose())
                .results()
                .map(MatchResult::group)
                .distinct()
                .toList();
    }

    /** The text without what is fenced off. */
    private String prose() {
        return FENCED.matcher(text).replaceAll("");
    }

    /** What a link leads to. */
    Path at(String link) {
        return link.isEmpty() ? file : file.resolveSibling(link);
    }

    @Override
    public String toString() {
        return ROOT.relativize(file).toString();
    }
}
