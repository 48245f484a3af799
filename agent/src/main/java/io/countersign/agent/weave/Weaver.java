package io.countersign.agent.weave;

import io.countersign.agent.AgentLog;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * Inserts the calls of the hook table into a class. Straight-line insertions only, no branch and no handler, so that no
 * stack map frame has to be computed and no library class loaded for it.
 */
final class Weaver {

    /** Where a class file says how old it is (JVM specification, section 4.1). */
    private static final int MAJOR_VERSION = 6;

    private final HookTable table;

    Weaver(HookTable table) {
        this.table = table;
    }

    /** The woven class; null if a method of the hook table is missing, which is reported. */
    byte @Nullable [] weave(String internalName, byte[] bytes) {
        List<Hook> hooks = table.of(internalName);
        ClassReader reader = new ClassReader(bytes);
        WidestOverloads widest = isOfJdk(internalName) ? null : WidestOverloads.of(reader);
        ClassWriter writer = new ClassWriter(reader, 0);
        HookCall.Owner owner = new HookCall.Owner(internalName, reader.readUnsignedShort(MAJOR_VERSION));
        Insertions insertions = new Insertions(writer, owner, hooks, widest);
        reader.accept(insertions, 0);
        if (insertions.done.size() == hooks.size()) {
            return writer.toByteArray();
        }
        for (Hook hook : hooks) {
            if (!insertions.done.contains(hook)) {
                AgentLog.error(internalName.replace('/', '.') + " has no method " + hook.method()
                        + " as Countersign knows it: this version of the library is not supported and its requests go"
                        + " out unauthenticated");
            }
        }
        return null;
    }

    /** What the table names in the JDK has no overloads; its classes are large: they are read once. */
    private static boolean isOfJdk(String internalName) {
        return internalName.startsWith("sun/") || internalName.startsWith("jdk/");
    }

    /** Passes a class through and puts a call into each method that a row names. */
    private static final class Insertions extends ClassVisitor {

        private final HookCall.Owner owner;
        private final List<Hook> hooks;
        private final @Nullable WidestOverloads widest;
        private final Set<Hook> done = new HashSet<>();

        Insertions(ClassVisitor next, HookCall.Owner owner, List<Hook> hooks, @Nullable WidestOverloads widest) {
            super(Opcodes.ASM9, next);
            this.owner = owner;
            this.hooks = hooks;
            this.widest = widest;
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
                    method = new HookCall(method, hook, owner, descriptor);
                    done.add(hook);
                }
            }
            return method;
        }

        private boolean means(Hook hook, String name, String descriptor) {
            return hook.method().equals(name)
                    && hook.accepts(descriptor)
                    && (hook.place() == Hook.Place.ASSIGNMENT || widest == null || widest.isWidest(name, descriptor));
        }
    }
}
