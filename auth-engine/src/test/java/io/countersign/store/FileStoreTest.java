package io.countersign.store;

import io.countersign.token.MutableClock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A folder of the owner's alone, and what is refused instead. */
@DisabledOnOs(OS.WINDOWS)
final class FileStoreTest {

    private static final byte[] CONTENT = "tokens".getBytes(StandardCharsets.UTF_8);

    private final MutableClock clock = new MutableClock(Instant.parse("2026-01-05T00:00:00Z"));

    @TempDir
    private Path parent;

    @Test
    void whatOneLeavesTheNextFinds() throws Exception {
        leave(CONTENT);
        leave("more tokens".getBytes(StandardCharsets.UTF_8));

        try (TokenStore.Visit visit = visit()) {
            assertThat(visit.read()).asString().isEqualTo("more tokens");
            assertThat(visit.now()).isEqualTo(clock.millis());
        }
    }

    @Test
    void folderAndFilesAreTheOwnersAlone() throws Exception {
        leave(CONTENT);

        assertThat(permissions(folder())).isEqualTo("rwx------");
        try (Stream<Path> files = Files.list(folder())) {
            assertThat(files)
                    .hasSize(2)
                    .allSatisfy(file -> assertThat(permissions(file)).isEqualTo("rw-------"));
        }
    }

    @Test
    void oneHasTheLockUntilItsVisitIsOver() throws Exception {
        try (TokenStore.Visit first = visit();
                TokenStore.Visit second = visit()) {
            assertThat(first.tryLock()).isTrue();
            assertThat(second.tryLock()).isFalse();
            second.write(CONTENT);
            assertThat(second.read()).isEmpty();
            first.close();
            assertThat(second.tryLock()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rwxr-x---", "rwx---r--", "rwx--x---", "rwx----w-"})
    void aFolderThatIsOpenToOthersIsRefused(String permissions) throws Exception {
        leave(CONTENT);
        Files.setPosixFilePermissions(folder(), PosixFilePermissions.fromString(permissions));

        assertThatThrownBy(this::visit)
                .isInstanceOf(StoreException.class)
                .hasMessage(folder() + " is open to others (" + permissions
                        + "); take group and others off it, as chmod go= does");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--"})
    void aFileThatOthersCanReadIsRefused(String permissions) throws Exception {
        leave(CONTENT);
        Files.setPosixFilePermissions(folder().resolve("entry"), PosixFilePermissions.fromString(permissions));

        try (TokenStore.Visit visit = visit()) {
            assertThatThrownBy(visit::read)
                    .isInstanceOf(StoreException.class)
                    .hasMessageStartingWith(folder().resolve("entry") + " is open to others");
        }
    }

    @Test
    void whatSomebodyElseOwnsIsRefused() throws Exception {
        Path mine = Files.createDirectory(
                folder(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        OwnerOnly stranger = OwnerOnly.of(() -> "stranger");

        assertThatThrownBy(() -> stranger.check(mine))
                .isInstanceOf(StoreException.class)
                .hasMessage(mine + " belongs to " + Files.getOwner(mine).getName()
                        + " and not to stranger, who runs this JVM; use another folder for each user");
    }

    @Test
    void aFolderOfAnotherUserIsRefused() throws Exception {
        org.junit.jupiter.api.Assumptions.assumeTrue(
                Files.getOwner(parent).getName().equals("root"), "only root can give a folder away");
        leave(CONTENT);
        Files.setOwner(
                folder(),
                folder().getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));

        assertThatThrownBy(this::visit).hasMessageContaining("belongs to nobody and not to root, who runs this JVM");
    }

    @Test
    void aLinkIsNotFollowed() throws Exception {
        leave(CONTENT);
        Path elsewhere = Files.writeString(parent.resolve("elsewhere"), "secret of somebody");
        Files.setPosixFilePermissions(elsewhere, PosixFilePermissions.fromString("rw-------"));
        Files.delete(folder().resolve("entry"));
        Files.createSymbolicLink(folder().resolve("entry"), elsewhere);

        try (TokenStore.Visit visit = visit()) {
            assertThatThrownBy(visit::read).isInstanceOf(StoreException.class);
        }
    }

    @Test
    void aFileInTheFoldersPlaceIsRefused() throws Exception {
        Files.writeString(folder(), "not a folder");

        assertThatThrownBy(this::visit)
                .isInstanceOf(StoreException.class)
                .hasMessage(folder() + " is no folder; name one");
    }

    @Test
    void aFolderThatCannotBeMadeIsNamed() {
        FileStore store = FileStore.of(parent.resolve("no/such"), clock);

        assertThatThrownBy(() -> store.visit("entry", Duration.ZERO))
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith(parent.resolve("no/such") + " cannot be used: NoSuchFileException")
                .hasMessageEndingWith("; check that its folder is there, its owner and its space");
    }

    @Test
    void ofAFileThatIsTooLongOnlyTheStartIsRead() throws Exception {
        leave(new byte[StoredTokens.LONGEST + 1]);

        try (TokenStore.Visit visit = visit()) {
            assertThat(visit.read()).hasSize(StoredTokens.LONGEST);
        }
    }

    @Test
    void whatACrashLeftBehindIsWrittenOver() throws Exception {
        leave(CONTENT);
        Path half = Files.writeString(folder().resolve("entry.new"), "half of something longer than the rest");
        Files.setPosixFilePermissions(half, Set.copyOf(PosixFilePermissions.fromString("rw-------")));

        leave(CONTENT);

        assertThat(folder().resolve("entry")).hasBinaryContent(CONTENT);
    }

    private Path folder() {
        return parent.resolve("tokens");
    }

    private TokenStore.Visit visit() throws StoreException {
        return FileStore.of(folder(), clock).visit("entry", Duration.ofMinutes(1));
    }

    private void leave(byte[] content) throws StoreException {
        try (TokenStore.Visit visit = visit()) {
            assertThat(visit.tryLock()).isTrue();
            visit.write(content);
        }
    }

    private static String permissions(Path path) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }
}
