package io.countersign.agent;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.security.ProtectionDomain;
import java.util.Collections;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/**
 * Sees the weaver, the adapters and the engine ({@code inst/*.classdata}), the libraries (jars inside the jar, opened when
 * first needed) and the platform; never the application's class path, which never sees these either.
 */
final class AgentLoader extends ClassLoader {

    static {
        registerAsParallelCapable();
    }

    private static final String OUTER_PACKAGE = "io.countersign.agent.";
    private static final String OWN = "io/countersign/";

    private final JarDirectory outer;
    private final ProtectionDomain domain;
    private final String[] libraries;
    private final @Nullable JarDirectory[] opened;

    /** @param libraries jars inside the jar, in the order in which they are searched */
    AgentLoader(File jar, String... libraries) throws IOException {
        super(platform());
        this.libraries = libraries;
        this.opened = new JarDirectory[libraries.length];
        outer = JarDirectory.of(new RandomAccessFile(jar, "r"));
        domain = AgentLoader.class.getProtectionDomain();
    }

    /** The agent's jar, wherever it is. */
    static File ownJar() throws URISyntaxException {
        return new File(AgentLoader.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    }

    /**
     * The loader of the Java platform, or on Java 8 of its extensions: the topmost one. Asking for it by its name would
     * take reflection on a caller-sensitive method, for which Java 17 generates two proxy classes.
     */
    private static ClassLoader platform() {
        ClassLoader top = ClassLoader.getSystemClassLoader();
        for (ClassLoader parent = top.getParent(); parent != null; parent = top.getParent()) {
            top = parent;
        }
        return top;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        if (name.startsWith(OUTER_PACKAGE) && name.indexOf('.', OUTER_PACKAGE.length()) < 0) {
            return Class.forName(name, false, AgentLoader.class.getClassLoader());
        }
        byte[] bytes = content(name.replace('.', '/') + ".class");
        if (bytes == null) {
            throw new ClassNotFoundException(name);
        }
        return defineClass(name, bytes, 0, bytes.length, domain);
    }

    /** What is ours needs no URL: to make one takes a right that callers may not have where there is a security manager. */
    @Override
    public @Nullable InputStream getResourceAsStream(String name) {
        byte[] bytes = name.startsWith(OWN) ? content(name) : null;
        return bytes == null ? super.getResourceAsStream(name) : new ByteArrayInputStream(bytes);
    }

    @Override
    protected @Nullable URL findResource(String name) {
        return contains(name) ? url(name) : null;
    }

    @Override
    protected Enumeration<URL> findResources(String name) {
        URL url = findResource(name);
        return url == null ? Collections.emptyEnumeration() : Collections.enumeration(Collections.singleton(url));
    }

    private boolean contains(String name) {
        try {
            boolean found = outer.contains(inOuter(name));
            for (int i = 0; !found && i < libraries.length; i++) {
                found = library(i).contains(name);
            }
            return found;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte @Nullable [] content(String name) {
        try {
            byte[] bytes = outer.read(inOuter(name));
            for (int i = 0; bytes == null && i < libraries.length; i++) {
                bytes = library(i).read(name);
            }
            return bytes;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String inOuter(String name) {
        return name.endsWith(".class") ? "inst/" + name + "data" : "inst/" + name;
    }

    private JarDirectory library(int number) throws IOException {
        synchronized (opened) {
            JarDirectory library = opened[number];
            if (library == null) {
                library = outer.nested(libraries[number]);
                opened[number] = library;
            }
            return library;
        }
    }

    private URL url(String name) {
        try {
            return new URL(null, "countersign:" + name, new EntryHandler());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Lets those who ask a loader for a URL, as {@link java.util.ServiceLoader} does, read an entry. */
    private final class EntryHandler extends URLStreamHandler {
        @Override
        protected URLConnection openConnection(URL url) {
            return new URLConnection(url) {
                @Override
                public void connect() {}

                @Override
                public InputStream getInputStream() throws IOException {
                    byte[] bytes = content(getURL().getPath());
                    if (bytes == null) {
                        throw new IOException("no entry " + getURL().getPath());
                    }
                    return new ByteArrayInputStream(bytes);
                }
            };
        }
    }
}
