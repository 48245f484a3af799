package io.countersign.agent.weave;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.ProtectionDomain;
import org.jspecify.annotations.Nullable;

/**
 * Sees one client library and the agent: its parent is the library's own loader, the adapters are defined here from the
 * agent's bytes, with the names that the library has here, and all else of Countersign is shared.
 */
final class AdapterLoader extends ClassLoader {

    static {
        registerAsParallelCapable();
    }

    static final String ADAPTERS = "io.countersign.agent.adapter.";
    private static final String COUNTERSIGN = "io.countersign.";

    /** Asked for here, as adapters may be loaded where that takes rights which the application has not. */
    private final ProtectionDomain domain = AdapterLoader.class.getProtectionDomain();

    private final ClassLoader agent = AdapterLoader.class.getClassLoader();

    private final @Nullable Relocation relocation;

    /** @param relocation null where the library has its own names */
    AdapterLoader(@Nullable ClassLoader library, @Nullable Relocation relocation) {
        super(library);
        this.relocation = relocation;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(COUNTERSIGN)) {
            return super.loadClass(name, resolve);
        }
        if (!name.startsWith(ADAPTERS)) {
            return agent.loadClass(name);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded != null ? loaded : define(name);
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        byte[] bytes = bytes(name.replace('.', '/') + ".class");
        if (bytes == null) {
            throw new ClassNotFoundException(name);
        }
        byte[] adapter = relocation == null ? bytes : relocation.apply(bytes);
        return defineClass(name, adapter, 0, adapter.length, domain);
    }

    private byte @Nullable [] bytes(String resource) throws ClassNotFoundException {
        try (InputStream in = agent.getResourceAsStream(resource)) {
            if (in == null) {
                return null;
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] buffer = new byte[8192];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                out.write(buffer, 0, n);
            }
            return out.toByteArray();
        } catch (IOException e) {
            throw new ClassNotFoundException(resource, e);
        }
    }
}
