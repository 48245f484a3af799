package io.countersign.secret;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An environment that a test fills. */
public final class FakeEnvironment implements Environment {

    private final Map<String, String> variables = new HashMap<>();
    private final Map<String, String> properties = new HashMap<>();
    private final Map<File, byte[]> files = new HashMap<>();
    private final Map<File, String> unreadable = new HashMap<>();

    public FakeEnvironment withVariable(String name, String value) {
        variables.put(name, value);
        return this;
    }

    public FakeEnvironment withProperty(String name, String value) {
        properties.put(name, value);
        return this;
    }

    public FakeEnvironment withFile(String path, String content) {
        return withFile(path, content.getBytes(StandardCharsets.UTF_8));
    }

    public FakeEnvironment withFile(String path, byte[] content) {
        files.put(new File(path), content.clone());
        return this;
    }

    public FakeEnvironment withUnreadableFile(String path, String reason) {
        unreadable.put(new File(path), reason);
        return this;
    }

    @Override
    public @Nullable String variable(String name) {
        return variables.get(name);
    }

    @Override
    public @Nullable String property(String name) {
        return properties.get(name);
    }

    @Override
    public byte @Nullable [] read(File file) throws IOException {
        if (unreadable.containsKey(file)) {
            throw new IOException(unreadable.get(file));
        }
        return files.get(file);
    }
}
