package io.countersign.agent.weave;

import java.util.Set;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/**
 * Writes {@code CountersignHook.f.apply(key, new Object[] {owner, this, arguments, value})} into one method and uses
 * the answer in place of the arguments, the result or the value.
 */
final class HookCall extends MethodVisitor {

    /** The deepest the inserted code goes beyond what the method itself has on the stack. */
    private static final int EXTRA_STACK = 12;

    private final Hook hook;
    private final String owner;
    private final Type[] arguments;
    private final Type result;
    private final Set<Hook> written;

    /** @param written where the hook is noted when its call is inserted: the method may lack the place for it */
    HookCall(MethodVisitor next, Hook hook, String owner, String descriptor, Set<Hook> written) {
        super(Opcodes.ASM9, next);
        this.written = written;
        this.hook = hook;
        this.owner = owner;
        this.arguments = Type.getArgumentTypes(descriptor);
        this.result = Type.getReturnType(descriptor);
    }

    @Override
    public void visitCode() {
        super.visitCode();
        if (hook.place() == Hook.Place.ENTRY) {
            mv.visitInsn(Opcodes.ACONST_NULL);
            call();
            replaceArguments();
        }
    }

    @Override
    public void visitInsn(int opcode) {
        if (hook.place() == Hook.Place.RETURN && opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN) {
            replaceResult();
        }
        super.visitInsn(opcode);
    }

    @Override
    public void visitFieldInsn(int opcode, String declaring, String name, String descriptor) {
        if (opcode == Opcodes.PUTFIELD && name.equals(hook.field())) {
            call();
            Boxes.unbox(mv, Type.getType(descriptor));
        }
        super.visitFieldInsn(opcode, declaring, name, descriptor);
    }

    @Override
    public void visitMaxs(int maxStack, int maxLocals) {
        super.visitMaxs(maxStack + EXTRA_STACK, maxLocals);
    }

    /** Stack: answer → nothing; each argument becomes the element of its position. */
    private void replaceArguments() {
        mv.visitTypeInsn(Opcodes.CHECKCAST, "[Ljava/lang/Object;");
        int local = 1;
        for (int i = 0; i < arguments.length; i++) {
            mv.visitInsn(Opcodes.DUP);
            mv.visitIntInsn(Opcodes.BIPUSH, i);
            mv.visitInsn(Opcodes.AALOAD);
            Boxes.unbox(mv, arguments[i]);
            mv.visitVarInsn(arguments[i].getOpcode(Opcodes.ISTORE), local);
            local += arguments[i].getSize();
        }
        mv.visitInsn(Opcodes.POP);
    }

    /** Stack: result (or nothing, in a void method) → the answer. */
    private void replaceResult() {
        if (result.getSort() == Type.VOID) {
            mv.visitInsn(Opcodes.ACONST_NULL);
            call();
            mv.visitInsn(Opcodes.POP);
        } else {
            Boxes.box(mv, result);
            call();
            Boxes.unbox(mv, result);
        }
    }

    /** Stack: value → answer. */
    private void call() {
        mv.visitFieldInsn(Opcodes.GETSTATIC, HookClass.INTERNAL_NAME, HookClass.FIELD, HookClass.FIELD_DESCRIPTOR);
        mv.visitInsn(Opcodes.SWAP);
        mv.visitInsn(Opcodes.ICONST_4);
        mv.visitTypeInsn(Opcodes.ANEWARRAY, "java/lang/Object");
        mv.visitInsn(Opcodes.DUP_X1);
        mv.visitInsn(Opcodes.SWAP);
        mv.visitInsn(Opcodes.ICONST_3);
        mv.visitInsn(Opcodes.SWAP);
        mv.visitInsn(Opcodes.AASTORE);
        beginElement(0);
        mv.visitLdcInsn(Type.getObjectType(owner));
        mv.visitInsn(Opcodes.AASTORE);
        beginElement(1);
        mv.visitVarInsn(Opcodes.ALOAD, 0);
        mv.visitInsn(Opcodes.AASTORE);
        beginElement(2);
        argumentArray();
        mv.visitInsn(Opcodes.AASTORE);
        mv.visitLdcInsn(hook.key());
        mv.visitInsn(Opcodes.SWAP);
        mv.visitMethodInsn(
                Opcodes.INVOKEINTERFACE,
                "java/util/function/BiFunction",
                "apply",
                "(Ljava/lang/Object;Ljava/lang/Object;)Ljava/lang/Object;",
                true);
        written.add(hook);
    }

    /** Stack: array → array, array, index; what follows pushes the element. */
    private void beginElement(int index) {
        mv.visitInsn(Opcodes.DUP);
        mv.visitIntInsn(Opcodes.BIPUSH, index);
    }

    private void argumentArray() {
        mv.visitIntInsn(Opcodes.BIPUSH, arguments.length);
        mv.visitTypeInsn(Opcodes.ANEWARRAY, "java/lang/Object");
        int local = 1;
        for (int i = 0; i < arguments.length; i++) {
            beginElement(i);
            mv.visitVarInsn(arguments[i].getOpcode(Opcodes.ILOAD), local);
            Boxes.box(mv, arguments[i]);
            mv.visitInsn(Opcodes.AASTORE);
            local += arguments[i].getSize();
        }
    }

    /** Between primitives and the objects that cross the hook. */
    private static final class Boxes {

        static void box(MethodVisitor mv, Type type) {
            String wrapper = wrapper(type);
            if (wrapper != null) {
                String descriptor = "(" + type.getDescriptor() + ")L" + wrapper + ";";
                mv.visitMethodInsn(Opcodes.INVOKESTATIC, wrapper, "valueOf", descriptor, false);
            }
        }

        static void unbox(MethodVisitor mv, Type type) {
            String wrapper = wrapper(type);
            if (wrapper == null) {
                mv.visitTypeInsn(Opcodes.CHECKCAST, type.getInternalName());
                return;
            }
            mv.visitTypeInsn(Opcodes.CHECKCAST, wrapper);
            String method = type.getClassName() + "Value";
            mv.visitMethodInsn(Opcodes.INVOKEVIRTUAL, wrapper, method, "()" + type.getDescriptor(), false);
        }

        private static @Nullable String wrapper(Type type) {
            switch (type.getSort()) {
                case Type.BOOLEAN:
                    return "java/lang/Boolean";
                case Type.INT:
                    return "java/lang/Integer";
                case Type.LONG:
                    return "java/lang/Long";
                case Type.ARRAY:
                case Type.OBJECT:
                    return null;
                default:
                    throw new IllegalArgumentException("no hook has a parameter of type " + type);
            }
        }
    }
}
