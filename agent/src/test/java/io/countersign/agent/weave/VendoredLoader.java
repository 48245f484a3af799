package io.countersign.agent.weave;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.commons.ClassRemapper;
import net.bytebuddy.jar.asm.commons.Remapper;
import org.jspecify.annotations.Nullable;

/** A loader that has copies of what the system loader has, under other package names: several copies side by side. */
final class VendoredLoader extends ClassLoader {

    private final Map<String, Copy> copies = new HashMap<>();

    VendoredLoader() {
        super(VendoredLoader.class.getClassLoader());
    }

    /** One more copy: what begins with a key begins with its value instead, with slashes. */
    VendoredLoader with(Map<String, String> packages) {
        Copy copy = new Copy(packages);
        packages.values().forEach(name -> copies.put(name, copy));
        return this;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] bytes = bytes(name.replace('.', '/'));
        if (bytes == null) {
            throw new ClassNotFoundException(name);
        }
        return defineClass(name, bytes, 0, bytes.length);
    }

    @Override
    public @Nullable InputStream getResourceAsStream(String name) {
        byte[] bytes = name.endsWith(".class") ? bytes(name.substring(0, name.length() - ".class".length())) : null;
        return bytes == null ? super.getResourceAsStream(name) : new java.io.ByteArrayInputStream(bytes);
    }

    byte @Nullable [] bytes(String internalName) {
        for (Map.Entry<String, Copy> copy : copies.entrySet()) {
            if (internalName.startsWith(copy.getKey())) {
                return copy.getValue().moved(internalName);
            }
        }
        return null;
    }

    /** Package names of one vendor. */
    private static final class Copy extends Remapper {
        private final Map<String, String> packages;

        Copy(Map<String, String> packages) {
            super(Opcodes.ASM9);
            this.packages = packages;
        }

        @Override
        public String map(String name) {
            return exchanged(name, packages);
        }

        byte[] moved(String name) {
            Map<String, String> back = new HashMap<>();
            packages.forEach((from, to) -> back.put(to, from));
            try (InputStream in = ClassLoader.getSystemResourceAsStream(exchanged(name, back) + ".class")) {
                ClassWriter writer = new ClassWriter(0);
                new ClassReader(in).accept(new ClassRemapper(writer, this), 0);
                return writer.toByteArray();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        private static String exchanged(String name, Map<String, String> names) {
            for (Map.Entry<String, String> move : names.entrySet()) {
                if (name.startsWith(move.getKey())) {
                    return move.getValue() + name.substring(move.getKey().length());
                }
            }
            return name;
        }
    }
}
