package io.countersign.agent.weave;

import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;

/** A class file that can be read, and written anew while it is read. */
abstract class ClassFile {

    private final ClassVisitor writer;

    ClassFile(ClassVisitor writer) {
        this.writer = writer;
    }

    /**
     * Reads with ASM; a class file that is too new for it, with what the running Java brings.
     *
     * @throws UnknownClassFileException if neither knows its version
     */
    static ClassFile of(byte[] bytes) throws UnknownClassFileException {
        try {
            return asm(new ClassReader(bytes));
        } catch (IllegalArgumentException tooNew) {
            return JdkClassFile.of(bytes);
        }
    }

    /** Has all of it visited. */
    abstract void accept(ClassVisitor visitor, int parsingOptions);

    /** What was written by {@link #writer}. */
    abstract byte[] written();

    /** The last visitor of the chain that is given to {@link #accept}. */
    ClassVisitor writer() {
        return writer;
    }

    private static ClassFile asm(ClassReader reader) {
        ClassWriter writer = new ClassWriter(reader, 0);
        return new ClassFile(writer) {
            @Override
            void accept(ClassVisitor visitor, int parsingOptions) {
                reader.accept(visitor, parsingOptions);
            }

            @Override
            byte[] written() {
                return writer.toByteArray();
            }
        };
    }
}
