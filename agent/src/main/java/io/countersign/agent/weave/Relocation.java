package io.countersign.agent.weave;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import net.bytebuddy.jar.asm.commons.ClassRemapper;
import net.bytebuddy.jar.asm.commons.Remapper;
import org.jspecify.annotations.Nullable;

/**
 * Where a vendor moved the packages of a client library. An adapter for such a copy is the library's own, with every
 * name of the library's classes exchanged, also in strings, as vendors do it themselves.
 */
final class Relocation extends Remapper {

    /** OkHttp shows the types of its input and output library in one place of every version. */
    private static final String OKIO = "okio/";

    /** Its makers themselves moved OkHttp from version 3 on; the adapters are written against that one. */
    private static final String OKHTTP_2 = "com/squareup/okhttp/";

    private static final String OKHTTP_3 = "okhttp3/";

    /** Who moves this moves the library of connections that it shows everywhere, or leaves that where it is. */
    private static final String ASYNC_HTTP_CLIENT = "org/asynchttpclient/";

    private static final String NETTY = "io/netty/";

    private final Map<String, String> roots = new LinkedHashMap<>();

    private Relocation() {
        super(Opcodes.ASM9);
    }

    /**
     * What to exchange in the adapters of a class; null if nothing.
     *
     * @param loader that of the class; null is the boot loader
     */
    static @Nullable Relocation of(ClientClass copy, @Nullable ClassLoader loader) {
        String written = copy.library().equals(OKHTTP_2) ? OKHTTP_3 : copy.library();
        if (copy.root().equals(written)) {
            return null;
        }
        Relocation relocation = new Relocation();
        relocation.roots.put(written, copy.root());
        if (copy.library().contains("okhttp")) {
            relocation.roots.put(OKIO, okio(copy, loader));
        }
        if (copy.library().equals(ASYNC_HTTP_CLIENT)) {
            String netty = beside(copy, NETTY);
            if (isThere(netty + "channel/Channel.class", loader)) {
                relocation.roots.put(NETTY, netty);
            }
        }
        return relocation;
    }

    /** The class with the copy's names. */
    byte[] apply(byte[] adapter) {
        ClassWriter writer = new ClassWriter(0);
        new ClassReader(adapter).accept(new ClassRemapper(writer, this), 0);
        return writer.toByteArray();
    }

    @Override
    public String map(String internalName) {
        return moved(internalName, '/');
    }

    @Override
    public Object mapValue(Object value) {
        return value instanceof String ? moved(moved((String) value, '/'), '.') : super.mapValue(value);
    }

    private String moved(String name, char separator) {
        for (Map.Entry<String, String> root : roots.entrySet()) {
            String from = root.getKey().replace('/', separator);
            if (name.startsWith(from)) {
                return root.getValue().replace('/', separator) + name.substring(from.length());
            }
        }
        return name;
    }

    /** Moved beside OkHttp, elsewhere or not at all: the copy's own descriptors tell. */
    private static String okio(ClientClass copy, @Nullable ClassLoader loader) {
        String body = copy.root() + "RequestBody.class";
        SinkPackage sink = new SinkPackage(beside(copy, OKIO));
        try (InputStream in = resource(body, loader)) {
            if (in != null) {
                new ClassReader(in).accept(sink, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG);
            }
        } catch (IOException e) {
            throw new IllegalStateException(body + " cannot be read", e);
        }
        return sink.found;
    }

    /** What another library is called where a vendor put the same before the names of both. */
    private static String beside(ClientClass copy, String other) {
        String root = copy.root();
        String library = copy.library();
        return root.endsWith(library) ? root.substring(0, root.length() - library.length()) + other : other;
    }

    private static boolean isThere(String resource, @Nullable ClassLoader loader) {
        return (loader == null ? ClassLoader.getSystemResource(resource) : loader.getResource(resource)) != null;
    }

    private static @Nullable InputStream resource(String name, @Nullable ClassLoader loader) {
        return loader == null ? ClassLoader.getSystemResourceAsStream(name) : loader.getResourceAsStream(name);
    }

    /** Reads the package of the type that every body is written to. */
    private static final class SinkPackage extends ClassVisitor {

        private static final String SINK = "BufferedSink";

        private String found;

        SinkPackage(String usual) {
            super(Opcodes.ASM9);
            found = usual;
        }

        @Override
        public @Nullable MethodVisitor visitMethod(
                int access,
                String name,
                String descriptor,
                @Nullable String signature,
                String @Nullable [] exceptions) {
            for (Type type : Type.getArgumentTypes(descriptor)) {
                String argument = type.getSort() == Type.OBJECT ? type.getInternalName() : "";
                if (name.equals("writeTo") && argument.endsWith("/" + SINK)) {
                    found = argument.substring(0, argument.length() - SINK.length());
                }
            }
            return null;
        }
    }
}
