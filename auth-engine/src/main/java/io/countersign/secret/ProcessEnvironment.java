package io.countersign.secret;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The real environment. It stays with {@code java.io}: it runs before {@code main}, where {@code java.nio.file} would
 * settle the default file system ahead of the application.
 */
final class ProcessEnvironment implements Environment {

    private final @Nullable Map<File, byte @Nullable []> contents;

    /** @param contents is told what each file held; null if nobody wants to know */
    ProcessEnvironment(@Nullable Map<File, byte @Nullable []> contents) {
        this.contents = contents;
    }

    @Override
    public @Nullable String variable(String name) {
        return System.getenv(name);
    }

    @Override
    public @Nullable String property(String name) {
        return System.getProperty(name);
    }

    @Override
    public byte @Nullable [] read(File file) throws IOException {
        try {
            byte @Nullable [] content = content(file);
            keep(file, content);
            return content;
        } catch (IOException e) {
            keep(file, String.valueOf(e.getMessage()).getBytes(StandardCharsets.UTF_8));
            throw e;
        }
    }

    private void keep(File file, byte @Nullable [] content) {
        if (contents != null) {
            contents.put(file, content);
        }
    }

    private static byte @Nullable [] content(File file) throws IOException {
        if (!file.exists()) {
            return null;
        }
        if (file.isDirectory()) {
            throw new IOException("is a directory; name a file");
        }
        try (InputStream in = new FileInputStream(file)) {
            return all(in);
        } catch (IOException e) {
            throw new IOException("cannot be read; let the user that runs this JVM read it", e);
        }
    }

    private static byte[] all(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            bytes.write(buffer, 0, n);
        }
        return bytes.toByteArray();
    }
}
