package io.countersign.agent.weave;

import java.util.HashMap;
import java.util.Map;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/** Of several overloads, the widest is the one that the others delegate to: the only one to weave. */
final class WidestOverloads extends ClassVisitor {

    private final Map<String, String> descriptors = new HashMap<>();

    private WidestOverloads() {
        super(Opcodes.ASM9);
    }

    static WidestOverloads of(ClassFile file) {
        WidestOverloads found = new WidestOverloads();
        file.accept(found, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return found;
    }

    boolean isWidest(String name, String descriptor) {
        return descriptor.equals(descriptors.get(name));
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
            int access, String name, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        String known = descriptors.get(name);
        boolean written = (access & (Opcodes.ACC_BRIDGE | Opcodes.ACC_STATIC | Opcodes.ACC_ABSTRACT)) == 0;
        if (written && (known == null || width(descriptor) > width(known))) {
            descriptors.put(name, descriptor);
        }
        return null;
    }

    private static int width(String descriptor) {
        return Type.getArgumentTypes(descriptor).length;
    }
}
