package io.countersign.rules;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The reference, {@code docs/rules.md}, lists every key that is used, as the code describes it; with the system property
 * {@code countersign.document=write} it is written.
 */
final class RulesDocumentTest {

    private static final Path DOCUMENT = Path.of(System.getProperty("basedir", ""), "..", "docs", "rules.md");

    @Test
    void saysOfEachKeyWhatTheCodeSays() throws IOException {
        String text = Files.readString(DOCUMENT);
        String written = new RulesDocument().written(text);
        if (System.getProperty("countersign.document", "").equals("write")) {
            Files.writeString(DOCUMENT, written);
        } else {
            assertThat(text)
                    .as("docs/rules.md; write it anew with -Dtest=RulesDocumentTest -Dcountersign.document=write")
                    .isEqualTo(written);
        }
    }

    @ParameterizedTest
    @MethodSource("keys")
    void hasARowForEveryKeyOfAnIdentity(IdentityKey key) throws IOException {
        String expectation = key.isRequired()
                ? "required"
                : key.otherwise() == null ? "[^|]+" : Pattern.quote("`" + key.otherwise() + "`");
        assertThat(text())
                .containsPattern("(?m)^\\| `" + Pattern.quote(key.name()) + "` \\| " + expectation + " \\| "
                        + Pattern.quote(key.shape().description()) + "[^|]* \\| "
                        + Pattern.quote(key.meaning()) + "[^|]*\\|.*\\|$");
    }

    @Test
    void hasARowForEveryGlobalKey() throws IOException {
        for (IdentityKey key : GlobalKeys.all()) {
            String expectation = key.otherwise() == null ? "[^|]+" : Pattern.quote("`" + key.otherwise() + "`");
            assertThat(text())
                    .containsPattern("(?m)^\\| `" + Pattern.quote(key.name()) + "` \\| " + expectation + " \\| "
                            + Pattern.quote(key.shape().description()) + "[^|]* \\| " + Pattern.quote(key.meaning())
                            + "[^|]*\\|.*\\|$");
        }
    }

    static List<IdentityKey> keys() {
        return IdentityKeys.all().stream()
                .filter(key -> !"type".equals(key.name()))
                .toList();
    }

    @Test
    void hasARowForEveryKeyOfARule() throws IOException {
        for (String key : RuleReader.KEYS) {
            assertThat(text()).containsPattern("(?m)^\\| `" + key + "` \\| ");
        }
    }

    /** Without the escapes that keep Markdown from taking placeholders for HTML. */
    private static String text() throws IOException {
        return Files.readString(DOCUMENT).replace("\\<", "<");
    }
}
