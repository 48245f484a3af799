package io.countersign.agent.weave;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import net.bytebuddy.jar.asm.Attribute;
import net.bytebuddy.jar.asm.ClassVisitor;

/**
 * Read and written by {@code java.lang.classfile}, which Java has since 24 and which knows the class files of the Java
 * that it comes with. By reflection: what translates between it and ASM cannot be seen by a compiler of Java 8.
 */
final class JdkClassFile extends ClassFile {

    private static final String TRANSLATOR = "net.bytebuddy.jar.asmjdkbridge.JdkClass";

    private final Object reader;

    private JdkClassFile(Object reader, ClassVisitor writer) {
        super(writer);
        this.reader = reader;
    }

    /** @throws UnknownClassFileException also on a Java before 24 */
    static ClassFile of(byte[] bytes) throws UnknownClassFileException {
        try {
            Class<?> readers = Class.forName(TRANSLATOR + "Reader");
            Constructor<?> writers = Class.forName(TRANSLATOR + "Writer").getConstructor(readers, int.class);
            Object reader =
                    readers.getConstructor(byte[].class, Attribute[].class).newInstance(bytes, new Attribute[0]);
            // Parsed when something is asked: here, where it is known what a failure means.
            readers.getMethod("getAccess").invoke(reader);
            return new JdkClassFile(reader, (ClassVisitor) writers.newInstance(reader, 0));
        } catch (InvocationTargetException e) {
            throw new UnknownClassFileException(bytes, e.getCause() == null ? e : e.getCause());
        } catch (ReflectiveOperationException | LinkageError e) {
            throw new UnknownClassFileException(bytes, e);
        }
    }

    @Override
    void accept(ClassVisitor visitor, int parsingOptions) {
        call(reader, "accept", new Class<?>[] {ClassVisitor.class, int.class}, visitor, parsingOptions);
    }

    @Override
    byte[] written() {
        return (byte[]) call(writer(), "toByteArray", new Class<?>[0]);
    }

    private static Object call(Object target, String name, Class<?>[] parameters, Object... arguments) {
        try {
            Method method = target.getClass().getMethod(name, parameters);
            return method.invoke(target, arguments);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the class file cannot be read by this Java", e);
        }
    }
}
