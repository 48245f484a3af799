package io.countersign.agent.weave;

import java.security.ProtectionDomain;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * Inserts the calls of the hook table into a class. Straight-line insertions only, no branch and no handler, so that no
 * stack map frame has to be computed and no library class loaded for it.
 */
final class Weaver {

    private final HookTable table;
    private final MovedSeams moved;
    private final WovenLibraries libraries;

    Weaver(HookTable table, MovedSeams moved, WovenLibraries libraries) {
        this.table = table;
        this.moved = moved;
        this.libraries = libraries;
    }

    /** The woven class; null if it has to stay as it is, which is reported. */
    byte @Nullable [] weave(String name, @Nullable ProtectionDomain domain, byte[] bytes) {
        ClientClass type = table.type(name, domain);
        return type == null ? null : weave(type, bytes);
    }

    private byte @Nullable [] weave(ClientClass type, byte[] bytes) {
        try {
            return weave(type, ClassFile.of(bytes));
        } catch (UnknownClassFileException e) {
            moved.unreadable(type, e);
            return null;
        }
    }

    byte @Nullable [] weave(ClientClass type, ClassFile file) {
        List<Hook> hooks = table.of(type.seam());
        Insertions insertions = new Insertions(file.writer(), type, hooks, widest(type, file));
        file.accept(insertions, 0);
        if (!isWorthwhile(type, hooks, insertions.done)) {
            return null;
        }
        libraries.add(type);
        return file.written();
    }

    /** What the table names in the JDK has no overloads; its classes are large: they are read once. */
    private static @Nullable WidestOverloads widest(ClientClass type, ClassFile file) {
        return type.isOfJdk() ? null : WidestOverloads.of(file);
    }

    /** Where one of several methods is missing, the others still do their part; unless hops do not pass at all. */
    private boolean isWorthwhile(ClientClass type, List<Hook> hooks, Set<Hook> done) {
        for (Hook hook : hooks) {
            if (hook.isEssential() && !done.contains(hook)) {
                moved.missing(type, hook);
                return false;
            }
        }
        for (Hook hook : hooks) {
            if (!done.contains(hook)) {
                moved.missing(type, hook);
            }
        }
        return !done.isEmpty();
    }

    /** Passes a class through and puts a call into each method that a row names. */
    private static final class Insertions extends ClassVisitor {

        private final ClientClass type;
        private final List<Hook> hooks;
        private final @Nullable WidestOverloads widest;
        private final Set<Hook> done = new HashSet<>();
        private boolean isOfCopy;

        Insertions(ClassVisitor next, ClientClass type, List<Hook> hooks, @Nullable WidestOverloads widest) {
            super(Opcodes.ASM9, next);
            this.type = type;
            this.hooks = hooks;
            this.widest = widest;
        }

        /** Class constants, which the inserted code has, came with Java 5, whose verifier needs no frames yet. */
        @Override
        public void visit(
                int version,
                int access,
                String name,
                @Nullable String signature,
                String superName,
                String @Nullable [] interfaces) {
            for (int i = 0; type.isCopy() && interfaces != null && i < interfaces.length; i++) {
                isOfCopy |= interfaces[i].startsWith(type.root());
            }
            super.visit(
                    major(version) < Opcodes.V1_5 ? Opcodes.V1_5 : version,
                    access,
                    name,
                    signature,
                    superName,
                    interfaces);
        }

        private static int major(int version) {
            return version & 0xffff;
        }

        @Override
        public MethodVisitor visitMethod(
                int access,
                String name,
                String descriptor,
                @Nullable String signature,
                String @Nullable [] exceptions) {
            MethodVisitor method = super.visitMethod(access, name, descriptor, signature, exceptions);
            for (Hook hook : hooks) {
                if (means(hook, name, descriptor)) {
                    method = new HookCall(method, hook, type.name(), descriptor, done);
                }
            }
            return method;
        }

        private boolean means(Hook hook, String name, String descriptor) {
            return hook.method().equals(name)
                    && hook.accepts(type.original(descriptor))
                    && (!type.isCopy() || isOfCopy || descriptor.contains('L' + type.root()))
                    && (hook.namesOverload() || widest == null || widest.isWidest(name, descriptor));
        }
    }
}
