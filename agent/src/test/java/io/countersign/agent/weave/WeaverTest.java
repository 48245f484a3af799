package io.countersign.agent.weave;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What the weaver inserts into real client classes, read back from the byte code. */
final class WeaverTest {

    private final Weaver weaver = new Weaver(new HookTable());

    @Test
    void putsOneCallIntoEachMethodOfTheTable() throws IOException {
        assertThat(hookKeys("org/apache/http/protocol/HttpRequestExecutor"))
                .containsExactly(Map.entry("execute", "ApacheHttpClient4#hop"));
        assertThat(hookKeys("okhttp3/internal/http/RetryAndFollowUpInterceptor"))
                .isNotEmpty()
                .allSatisfy(call -> assertThat(call).isEqualTo(Map.entry("followUpRequest", "OkHttp#response")));
    }

    @Test
    void weavesOnlyTheWidestOfSeveralOverloads() throws IOException {
        assertThat(hookKeys("okhttp3/internal/http/RealInterceptorChain"))
                .containsExactly(Map.entry("proceed", "OkHttp#hop"));
        assertThat(hookKeys("org/apache/hc/core5/http/impl/io/HttpRequestExecutor"))
                .containsExactly(Map.entry("execute", "ApacheHttpClient5#hop"));
    }

    @Test
    void weavesTheClassesOfTheJdkWithoutLookingForOverloads() throws IOException {
        assertThat(hookKeys("sun/net/www/protocol/http/HttpURLConnection"))
                .extracting(Map.Entry::getKey)
                .contains("getOutputStream", "writeRequests", "followRedirect")
                .containsOnly("getOutputStream", "writeRequests", "followRedirect");
        assertThat(hookKeys("sun/net/www/protocol/http/HttpURLConnection"))
                .filteredOn(call -> call.getValue().equals("HttpUrlConnection#hop"))
                .hasSize(1);
    }

    /** Class files before version 49 have no class constants (JVM specification, section 4.9.1). */
    @Test
    void namesTheOwnerOfAnOldClassByItsName() throws IOException {
        String old = "org/apache/commons/httpclient/HttpMethodDirector";
        assertThat(new ClassReader(bytes(old)).readUnsignedShort(6)).isLessThan(Opcodes.V1_5);
        assertThat(hookKeys(old))
                .isNotEmpty()
                .contains(Map.entry("executeWithRetry", "CommonsHttpClient3#hop"))
                .extracting(Map.Entry::getKey)
                .containsOnly("executeWithRetry", "isAuthenticationNeeded", "processAuthenticationResponse");
        assertThat(constants(old)).contains(old.replace('/', '.')).noneMatch(Type.class::isInstance);
        assertThat(constants("org/apache/http/protocol/HttpRequestExecutor")).anyMatch(Type.class::isInstance);
    }

    @Test
    void leavesAClassAloneWhoseMethodMoved() throws IOException {
        byte[] other = bytes("org/apache/http/impl/execchain/RetryExec");

        assertThat(weaver.weave("org/apache/http/impl/execchain/MainClientExec", other))
                .isNull();
    }

    /** Method name and hook key of each inserted call, in the order of the class file. */
    private List<Map.Entry<String, Object>> hookKeys(String internalName) throws IOException {
        byte[] woven = weaver.weave(internalName, bytes(internalName));
        assertThat(woven).isNotNull();
        List<Map.Entry<String, Object>> keys = new ArrayList<>();
        new ClassReader(woven).accept(new HookCallReader(keys), 0);
        return keys;
    }

    /** All that the woven class pushes from its constant pool. */
    private List<Object> constants(String internalName) throws IOException {
        byte[] woven = weaver.weave(internalName, bytes(internalName));
        assertThat(woven).isNotNull();
        List<Object> constants = new ArrayList<>();
        new ClassReader(woven)
                .accept(
                        new ClassVisitor(Opcodes.ASM9) {
                            @Override
                            public MethodVisitor visitMethod(
                                    int access,
                                    String method,
                                    String descriptor,
                                    @Nullable String signature,
                                    String @Nullable [] thrown) {
                                return new MethodVisitor(Opcodes.ASM9) {
                                    @Override
                                    public void visitLdcInsn(Object value) {
                                        constants.add(value);
                                    }
                                };
                            }
                        },
                        0);
        return constants;
    }

    private static byte[] bytes(String internalName) throws IOException {
        try (InputStream in = ClassLoader.getSystemResourceAsStream(internalName + ".class")) {
            assertThat(in).as(internalName).isNotNull();
            return in.readAllBytes();
        }
    }

    private static final class HookCallReader extends ClassVisitor {
        private final List<Map.Entry<String, Object>> keys;

        HookCallReader(List<Map.Entry<String, Object>> keys) {
            super(Opcodes.ASM9);
            this.keys = keys;
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String method, String descriptor, @Nullable String signature, String @Nullable [] thrown) {
            return new MethodVisitor(Opcodes.ASM9) {
                private boolean hookOnStack;
                private @Nullable Object lastConstant;

                @Override
                public void visitFieldInsn(int opcode, String owner, String name, String type) {
                    hookOnStack |= owner.equals(HookClass.INTERNAL_NAME);
                }

                @Override
                public void visitLdcInsn(Object value) {
                    lastConstant = value;
                }

                @Override
                public void visitMethodInsn(int opcode, String owner, String name, String type, boolean isInterface) {
                    if (hookOnStack && owner.equals("java/util/function/BiFunction") && lastConstant != null) {
                        keys.add(Map.entry(method, lastConstant));
                        hookOnStack = false;
                    }
                }
            };
        }
    }
}
