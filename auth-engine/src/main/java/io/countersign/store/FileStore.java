package io.countersign.store;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A folder on this machine that nobody but its owner may look into, with a file for each entry. A folder or file that others
 * could read or that somebody else owns is refused: what stands in it could be anybody's, and what is written there, too.
 */
public final class FileStore implements TokenStore {

    private final Path folder;
    private final Clock clock;
    private volatile @Nullable OwnerOnly ownership;

    private FileStore(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /** @param folder made when it is first needed; the one that it lies in must be there */
    public static FileStore of(Path folder, Clock clock) {
        return new FileStore(folder, clock);
    }

    /** The lease does not matter: the operating system takes a lock back when its process ends. */
    @Override
    public Visit visit(String entry, Duration lease) throws StoreException {
        try {
            OwnerOnly owner = ownership();
            owner.check(folder);
            return new FileVisit(folder, entry, owner, clock);
        } catch (IOException e) {
            throw failure(folder, e);
        }
    }

    private OwnerOnly ownership() throws IOException, StoreException {
        OwnerOnly known = ownership;
        if (known == null) {
            if (!Files.exists(folder)) {
                OwnerOnly.createFolder(folder);
            }
            if (!Files.isDirectory(folder)) {
                throw new StoreException(folder + " is no folder; name one", null);
            }
            known = OwnerOnly.ofThisProcess(folder);
            ownership = known;
        }
        return known;
    }

    static StoreException failure(Path path, IOException e) {
        String reason = e instanceof FileSystemException ? ((FileSystemException) e).getReason() : e.getMessage();
        return new StoreException(
                path + " cannot be used: " + e.getClass().getSimpleName() + (reason == null ? "" : " (" + reason + ")")
                        + "; check that its folder is there, its owner and its space",
                e);
    }

    static boolean isThere(Path path) {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public String toString() {
        return "the token store " + folder;
    }
}
