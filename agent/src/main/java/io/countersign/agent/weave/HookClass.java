package io.countersign.agent.weave;

import java.lang.reflect.Field;
import java.util.function.BiFunction;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * The one class that woven code refers to: in {@code java.lang}, which every loader and module can see, with one static
 * field and no code.
 */
final class HookClass {

    static final String INTERNAL_NAME = "java/lang/CountersignHook";
    static final String FIELD = "f";
    static final String FIELD_DESCRIPTOR = "Ljava/util/function/BiFunction;";

    private HookClass() {}

    /** Defines the class and puts the dispatcher behind it. */
    static void define(Platform platform, BiFunction<Object, Object, Object> dispatcher)
            throws ReflectiveOperationException {
        Field field = platform.defineInJavaLang(INTERNAL_NAME.replace('/', '.'), bytes())
                .getField(FIELD);
        field.set(null, dispatcher);
    }

    private static byte[] bytes() {
        ClassWriter writer = new ClassWriter(0);
        writer.visit(
                Opcodes.V1_8,
                Opcodes.ACC_PUBLIC | Opcodes.ACC_SUPER | Opcodes.ACC_FINAL,
                INTERNAL_NAME,
                null,
                "java/lang/Object",
                null);
        int access = Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC | Opcodes.ACC_VOLATILE;
        writer.visitField(access, FIELD, FIELD_DESCRIPTOR, null, null).visitEnd();
        writer.visitEnd();
        return writer.toByteArray();
    }
}
