package io.countersign.agent;

import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * The entries of a jar, or of an uncompressed jar inside a jar, read by offset: the JDK cannot open the inner one
 * without copying it, and 8,000 entries in the outer one would slow every JVM start.
 *
 * @see <a href="https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT">APPNOTE, sections 4.3.7, 4.3.12, 4.3.16</a>
 */
final class JarDirectory {

    private static final int END_RECORD = 22;
    private static final int CENTRAL_HEADER = 46;
    private static final int LOCAL_HEADER = 30;
    private static final int END_SIGNATURE = 0x06054b50;
    private static final int STORED = 0;

    private final RandomAccessFile file;
    private final long start;
    /** Name to position of its record in {@link #central}. */
    private final Map<String, Integer> positions;

    private final byte[] central;

    private JarDirectory(RandomAccessFile file, long start, long length) throws IOException {
        this.file = file;
        this.start = start;
        byte[] end = bytes(start + length - END_RECORD, END_RECORD);
        if (int4(end, 0) != END_SIGNATURE) {
            throw new IOException("the agent's jar is damaged: no end record; fetch it again");
        }
        central = bytes(start + unsigned4(end, 16), int4(end, 12));
        positions = positions(central, int2(end, 10));
    }

    static JarDirectory of(RandomAccessFile file) throws IOException {
        return new JarDirectory(file, 0, file.length());
    }

    /** The directory of an entry that is itself a jar and was added without compression. */
    JarDirectory nested(String name) throws IOException {
        Integer at = positions.get(name);
        if (at == null || int2(central, at + 10) != STORED) {
            throw new IOException("the agent's jar is damaged: no " + name + "; fetch it again");
        }
        return new JarDirectory(file, contentOf(at), unsigned4(central, at + 24));
    }

    /** The uncompressed content of an entry; null if there is none of that name. */
    byte @Nullable [] read(String name) throws IOException {
        Integer at = positions.get(name);
        if (at == null) {
            return null;
        }
        byte[] raw = bytes(contentOf(at), int4(central, at + 20));
        return int2(central, at + 10) == STORED ? raw : inflate(raw, int4(central, at + 24));
    }

    boolean contains(String name) {
        return positions.containsKey(name);
    }

    private long contentOf(int at) throws IOException {
        long local = start + unsigned4(central, at + 42);
        byte[] header = bytes(local, LOCAL_HEADER);
        return local + LOCAL_HEADER + int2(header, 26) + int2(header, 28);
    }

    private byte[] bytes(long at, int length) throws IOException {
        byte[] bytes = new byte[length];
        synchronized (file) {
            file.seek(at);
            file.readFully(bytes);
        }
        return bytes;
    }

    private static Map<String, Integer> positions(byte[] central, int count) {
        Map<String, Integer> positions = new HashMap<>(count * 2);
        int at = 0;
        for (int i = 0; i < count; i++) {
            int name = int2(central, at + 28);
            positions.put(new String(central, at + CENTRAL_HEADER, name, StandardCharsets.UTF_8), at);
            at += CENTRAL_HEADER + name + int2(central, at + 30) + int2(central, at + 32);
        }
        return positions;
    }

    private static byte[] inflate(byte[] raw, int length) throws IOException {
        byte[] content = new byte[length];
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(raw);
            for (int done = 0; done < length; ) {
                int more = inflater.inflate(content, done, length - done);
                if (more <= 0) {
                    throw new EOFException("the agent's jar is damaged; fetch it again");
                }
                done += more;
            }
            return content;
        } catch (DataFormatException e) {
            throw new IOException("the agent's jar is damaged; fetch it again", e);
        } finally {
            inflater.end();
        }
    }

    private static int int2(byte[] b, int at) {
        return (b[at] & 0xff) | (b[at + 1] & 0xff) << 8;
    }

    private static int int4(byte[] b, int at) {
        return int2(b, at) | int2(b, at + 2) << 16;
    }

    private static long unsigned4(byte[] b, int at) {
        return int4(b, at) & 0xffffffffL;
    }
}
