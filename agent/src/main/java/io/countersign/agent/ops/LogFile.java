package io.countersign.agent.ops;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A file that lines are appended to. When it would become too large it is renamed to {@code .1}, what was {@code .1} to
 * {@code .2} and so on, and the last one is deleted. One JVM writes to it.
 */
final class LogFile {

    private final File file;
    private final long largest;
    private final int files;
    private @Nullable OutputStream out;
    private long size;

    /**
     * @param largest in bytes
     * @param files how many are kept, the current one included
     */
    LogFile(File file, long largest, int files) {
        this.file = file;
        this.largest = largest;
        this.files = files;
    }

    /** Appends a line, whole, to what is on the disk. */
    synchronized void append(String line) throws IOException {
        byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
        OutputStream current = out == null ? open() : out;
        if (size > 0 && size + bytes.length > largest) {
            current.close();
            shift();
            current = open();
        }
        current.write(bytes);
        size += bytes.length;
    }

    synchronized void close() throws IOException {
        OutputStream current = out;
        out = null;
        if (current != null) {
            current.close();
        }
    }

    private OutputStream open() throws IOException {
        OutputStream opened = new FileOutputStream(file, true);
        size = file.length();
        out = opened;
        return opened;
    }

    /** Where a file cannot be renamed, which other systems than POSIX allow to forbid, it grows on rather than be lost. */
    private void shift() {
        if (files == 1) {
            file.delete();
        }
        for (int i = files - 1; i > 0; i--) {
            File older = numbered(i);
            older.delete();
            numbered(i - 1).renameTo(older);
        }
    }

    private File numbered(int number) {
        return number == 0 ? file : new File(file.getPath() + "." + number);
    }

    @Override
    public String toString() {
        return file.getPath();
    }
}
