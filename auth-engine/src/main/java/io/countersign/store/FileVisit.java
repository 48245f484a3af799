package io.countersign.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a {@link FileStore}: its file, and a second one whose lock the operating system takes back when a process
 * ends. Only who holds the lock writes, into a third file that then takes the first one's place at once.
 */
final class FileVisit implements TokenStore.Visit {

    private final Path file;
    private final Path lockFile;
    private final Path newFile;
    private final OwnerOnly owner;
    private final Clock clock;
    private volatile @Nullable FileChannel lock;

    FileVisit(Path folder, String entry, OwnerOnly owner, Clock clock) {
        this.file = folder.resolve(entry);
        this.lockFile = folder.resolve(entry + ".lock");
        this.newFile = folder.resolve(entry + ".new");
        this.owner = owner;
        this.clock = clock;
    }

    @Override
    public long now() {
        return clock.millis();
    }

    @Override
    public byte[] read() throws StoreException {
        if (!FileStore.isThere(file)) {
            return new byte[0];
        }
        try (SeekableByteChannel channel =
                Files.newByteChannel(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            owner.check(file);
            ByteBuffer content = ByteBuffer.allocate((int) Math.min(channel.size(), StoredTokens.LONGEST));
            int read = 0;
            while (content.hasRemaining() && read >= 0) {
                read = channel.read(content);
            }
            return Arrays.copyOf(content.array(), content.position());
        } catch (IOException e) {
            throw FileStore.failure(file, e);
        }
    }

    @Override
    public boolean tryLock() throws StoreException {
        try {
            FileChannel channel = open(lockFile);
            if (isLocked(channel)) {
                lock = channel;
                return true;
            }
            channel.close();
            return false;
        } catch (IOException e) {
            throw FileStore.failure(lockFile, e);
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException ofThisJvm) {
            return false;
        }
    }

    @Override
    public void write(byte[] content) throws StoreException {
        if (lock == null) {
            return;
        }
        try (FileChannel channel = open(newFile)) {
            channel.truncate(0);
            ByteBuffer left = ByteBuffer.wrap(content);
            while (left.hasRemaining()) {
                channel.write(left);
            }
            channel.force(true);
        } catch (IOException e) {
            throw FileStore.failure(newFile, e);
        }
        try {
            Files.move(newFile, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw FileStore.failure(file, e);
        }
    }

    private FileChannel open(Path path) throws IOException, StoreException {
        Set<OpenOption> options = new HashSet<>(
                Arrays.asList(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS));
        FileChannel channel = FileChannel.open(path, options, OwnerOnly.ofNewFiles(path));
        try {
            owner.check(path);
            return channel;
        } catch (IOException | StoreException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public void close() {
        FileChannel held = lock;
        lock = null;
        if (held != null) {
            try {
                held.close();
            } catch (IOException ignored) {
                // The operating system has let go of the lock, or will when this process ends.
            }
        }
    }
}
