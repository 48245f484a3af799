package io.countersign.agent.weave;

import io.countersign.agent.ops.Printed;
import io.countersign.rules.RuleSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

import static org.assertj.core.api.Assertions.assertThat;

/** What counts as another version of the rules, and what is said of it; each look is a call. */
@ResourceLock(Resources.SYSTEM_ERR)
final class RulesWatchTest {

    private static final String RULES = """
            identity.k.type = api-key
            identity.k.api-key = watched-key-1
            rule.k.hosts = one.example.com
            rule.k.identity = k
            """;

    private static final String OTHERS = RULES.replace("one.", "two.");

    private final List<RuleSet> taken = new ArrayList<>();
    private final List<String> said = new ArrayList<>();

    @TempDir
    private Path folder;

    @Test
    void whatStaysAsItIsIsNotReadAgain() throws IOException {
        RulesWatch watch = watching(RULES);
        Files.setLastModifiedTime(file(), FileTime.fromMillis(0));

        assertThat(looks(watch, 3)).isEmpty();
        assertThat(taken).isEmpty();
    }

    @Test
    void aFileThatIsReplacedTakesOver() throws IOException {
        RulesWatch watch = watching(RULES);
        Path other = Files.writeString(folder.resolve("agent.properties.new"), OTHERS);
        Files.move(other, file(), StandardCopyOption.ATOMIC_MOVE);

        assertThat(looks(watch, 2))
                .containsExactly("Countersign: " + file() + " read again: 1 rule, 1 identity (changed: rule 'k')");
        assertThat(taken).singleElement().matches(rules -> rules.covers("two.example.com"));
        assertThat(looks(watch, 2)).isEmpty();
    }

    @Test
    void anEditInPlaceOfTheSameSizeAtTheSameTimeTakesOver() throws IOException {
        RulesWatch watch = watching(RULES);
        FileTime time = Files.getLastModifiedTime(file());
        write(RULES.replace("key-1", "key-2"));
        Files.setLastModifiedTime(file(), time);

        assertThat(looks(watch, 2)).singleElement().asString().endsWith("(changed: identity 'k')");
        assertThat(said).noneMatch(line -> line.contains("watched-key"));
    }

    @Test
    void whoIsHalfWayIsWaitedFor() throws IOException {
        RulesWatch watch = watching(RULES);
        write(OTHERS.substring(0, 60));
        looks(watch, 1);
        write(OTHERS.substring(0, 90));
        looks(watch, 1);
        write(OTHERS);

        assertThat(looks(watch, 1)).isEmpty();
        assertThat(said).isEmpty();
        assertThat(looks(watch, 1)).hasSize(1);
        assertThat(taken).hasSize(1);
    }

    @Test
    void aBadVersionIsSaidOnceAndAGoodOneHeals() throws IOException {
        RulesWatch watch = watching(RULES);
        write(RULES + "rule.k.pathz = /v1\n");

        assertThat(looks(watch, 4))
                .hasSize(2)
                .anyMatch(line -> line.contains("agent.properties:5: unknown key 'rule.k.pathz'"))
                .last()
                .asString()
                .endsWith(file() + " cannot be used; the rules of before stay in use");
        write(RULES + "rule.k.paths = /v1\n");
        assertThat(looks(watch, 4)).singleElement().asString().endsWith("(changed: rule 'k')");
        assertThat(taken).hasSize(1);
    }

    @Test
    void goingBackFromABadVersionChangesNothing() throws IOException {
        RulesWatch watch = watching(RULES);
        write("");
        looks(watch, 2);
        write(RULES);

        assertThat(looks(watch, 2)).singleElement().asString().endsWith("(nothing changed for any request)");
    }

    @Test
    void rulesThatAreDeletedStayInUse() throws IOException {
        RulesWatch watch = watching(RULES);
        Files.delete(file());

        assertThat(looks(watch, 4)).hasSize(2).first().asString().contains("does not exist");
        assertThat(taken).isEmpty();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aDirectoryThatKubernetesSwapsTakesOver() throws IOException {
        Path mounted = Files.createDirectory(folder.resolve("mounted"));
        swap(mounted, "..2026_11_22_15", RULES);
        Files.createSymbolicLink(mounted.resolve("agent.properties"), Path.of("..data", "agent.properties"));
        RulesWatch watch = watching(mounted.resolve("agent.properties"), null);

        swap(mounted, "..2026_11_22_16", OTHERS);

        assertThat(looks(watch, 2)).hasSize(1);
        assertThat(taken).hasSize(1);
    }

    @Test
    void theFilesOfReferencesAreWatchedToo() throws IOException {
        Files.writeString(folder.resolve("key"), "watched-key-1");
        RulesWatch watch = watching(RULES.replace("watched-key-1", "${file:key}"));
        Files.writeString(folder.resolve("key"), "watched-key-2");

        assertThat(looks(watch, 2)).singleElement().asString().endsWith("(changed: identity 'k')");
    }

    @Test
    void aSecretThatIsTakenAwayIsNoNewsUntilItComesBack() throws IOException {
        Path key = Files.writeString(folder.resolve("key"), "watched-key-1");
        RulesWatch watch = watching(RULES.replace("watched-key-1", "${file:key}"));
        Files.delete(key);

        assertThat(looks(watch, 3)).isEmpty();
        Files.writeString(key, "watched-key-2");
        assertThat(looks(watch, 2)).hasSize(1);
    }

    @Test
    void anOverlayIsWatchedToo() throws IOException {
        Path overlay = Files.writeString(folder.resolve("agent-prod.properties"), "rule.k.paths = /v1\n");
        write(RULES);
        RulesWatch watch = watching(file(), "prod");
        Files.writeString(overlay, "rule.k.paths = /v2\n");
        assertThat(looks(watch, 2)).hasSize(1);

        Files.delete(overlay);
        assertThat(looks(watch, 3)).hasSize(2).first().asString().contains("agent-prod.properties does not exist");
        Files.writeString(overlay, "rule.k.paths = /v3\n");
        assertThat(looks(watch, 2)).hasSize(1);
        assertThat(taken).hasSize(2);
    }

    @Test
    void anotherNameOfTheOverlayLeadsToAnotherFile() throws IOException {
        Files.writeString(folder.resolve("agent-a.properties"), "rule.k.paths = /a\n");
        Files.writeString(folder.resolve("agent-b.properties"), "rule.k.paths = /b\n");
        Path stage = Files.writeString(folder.resolve("stage"), "a");
        write(RULES);
        RulesWatch watch = watching(file(), "${file:stage}");
        Files.writeString(stage, "b");

        assertThat(looks(watch, 2)).singleElement().asString().endsWith("(changed: rule 'k')");
    }

    @Test
    void rulesThatCouldNotBeUsedAtTheStartHeal() throws IOException {
        write("");
        RulesWatch watch = watching(file(), null);
        write(RULES);

        assertThat(looks(watch, 2)).containsExactly("Countersign: " + file() + " can be used now: 1 rule, 1 identity");
        assertThat(taken).hasSize(1);
    }

    @Test
    void theRulesSayHowOftenToLook() throws IOException {
        RulesWatch watch = watching(RULES);
        assertThat(watch.getAsLong()).isEqualTo(2000);
        write(RULES + "reload = 300ms\n");
        looks(watch, 2);
        assertThat(watch.getAsLong()).isEqualTo(300);
        write(RULES + "reload = off\n");
        looks(watch, 2);
        assertThat(watch.getAsLong()).isNegative();
        write(OTHERS);
        looks(watch, 3);
        assertThat(taken).hasSize(2);
    }

    private RulesWatch watching(String rules) throws IOException {
        write(rules);
        return watching(file(), null);
    }

    private RulesWatch watching(Path file, @Nullable String environment) {
        PendingRules pending = new PendingRules(file.toFile(), environment);
        Printed.during(pending::read);
        RulesWatch watch = new RulesWatch(pending, taken::add);
        looks(watch, 1);
        return watch;
    }

    /** What so many looks print. */
    private List<String> looks(RulesWatch watch, int times) {
        List<String> lines = Printed.during(() -> {
            for (int i = 0; i < times; i++) {
                watch.getAsLong();
            }
        });
        said.addAll(lines);
        return lines;
    }

    private Path file() {
        return folder.resolve("agent.properties");
    }

    private void write(String rules) throws IOException {
        Files.writeString(file(), rules);
    }

    /** As the kubelet does it: a new directory, and the link {@code ..data} moved to it. */
    private static void swap(Path mounted, String version, String rules) throws IOException {
        Path directory = Files.createDirectory(mounted.resolve(version));
        Files.writeString(directory.resolve("agent.properties"), rules);
        Path link = Files.createSymbolicLink(mounted.resolve("..data_tmp"), Path.of(version));
        Files.move(link, mounted.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
    }
}
