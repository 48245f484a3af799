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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What the weaver inserts into real client classes, read back from the byte code. */
final class WeaverTest {

    private final Weaver weaver =
            new Weaver(new HookTable(true), new MovedSeams(), new WovenLibraries((library, jar) -> {}));

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
                .containsOnly(Map.entry("proceed", "OkHttp#hop"), Map.entry("proceed", "OkHttp#answer"));
        assertThat(hookKeys("org/apache/hc/core5/http/impl/io/HttpRequestExecutor"))
                .containsExactly(Map.entry("execute", "ApacheHttpClient5#hop"));
    }

    @Test
    void weavesTheOverloadThatTheTableNames() throws IOException {
        assertThat(hookKeys("okhttp3/internal/ws/RealWebSocket"))
                .containsExactly(Map.entry("send", "OkHttpWebSocket#message"));
    }

    @Test
    void weavesTheClassesOfTheJdkWithoutLookingForOverloads() throws IOException {
        assertThat(hookKeys("sun/net/www/protocol/http/HttpURLConnection"))
                .extracting(Map.Entry::getKey)
                .containsOnly("getOutputStream", "writeRequests", "followRedirect", "disconnectInternal");
        assertThat(hookKeys("sun/net/www/protocol/http/HttpURLConnection"))
                .filteredOn(call -> call.getValue().equals("HttpUrlConnection#hop"))
                .hasSize(1);
    }

    /** Class files before version 49 have no class constants (JVM specification, section 4.9.1). */
    @Test
    void anOldClassBecomesOneThatCanNameItself() throws IOException {
        String old = "org/apache/commons/httpclient/HttpMethodDirector";
        assertThat(version(bytes(old))).isLessThan(Opcodes.V1_5);
        assertThat(version(weaver.weave(old, null, bytes(old)))).isEqualTo(Opcodes.V1_5);
        assertThat(hookKeys(old))
                .contains(Map.entry("executeWithRetry", "CommonsHttpClient3#hop"))
                .extracting(Map.Entry::getKey)
                .containsOnly("executeWithRetry", "isAuthenticationNeeded", "processAuthenticationResponse");
        String young = "org/apache/http/protocol/HttpRequestExecutor";
        assertThat(version(weaver.weave(young, null, bytes(young)))).isEqualTo(version(bytes(young)));
    }

    @Test
    void weavesACopyLikeItsOriginal() throws IOException {
        VendoredLoader vendor = new VendoredLoader()
                .with(Map.of("org/apache/http/", "com/vendor/thirdparty/apache/http/", "okhttp3/", "vendor/okhttp3/"));
        for (String seam : List.of(
                "org/apache/http/protocol/HttpRequestExecutor",
                "org/apache/http/impl/execchain/MainClientExec",
                "okhttp3/internal/http/RealInterceptorChain",
                "okhttp3/internal/ws/RealWebSocket",
                "okhttp3/internal/http/RetryAndFollowUpInterceptor")) {
            String copy =
                    seam.replace("org/apache/", "com/vendor/thirdparty/apache/").replace("okhttp3", "vendor/okhttp3");
            byte[] bytes = vendor.bytes(copy);
            assertThat(bytes).isNotNull();
            assertThat(hookKeys(copy, bytes)).isEqualTo(hookKeys(seam));
        }
    }

    @Test
    void leavesCopiesAloneIfTheyDoNotCount() throws IOException {
        byte[] bytes = bytes("okhttp3/internal/http/RealInterceptorChain");

        assertThat(new Weaver(new HookTable(false), new MovedSeams(), new WovenLibraries((library, jar) -> {}))
                        .weave("vendor/okhttp3/internal/http/RealInterceptorChain", null, bytes))
                .isNull();
    }

    /** Method name and hook key of each inserted call, in the order of the class file. */
    private List<Map.Entry<String, Object>> hookKeys(String internalName) throws IOException {
        return hookKeys(internalName, bytes(internalName));
    }

    private List<Map.Entry<String, Object>> hookKeys(String internalName, byte[] bytes) {
        byte[] woven = weaver.weave(internalName, null, bytes);
        assertThat(woven).isNotNull();
        List<Map.Entry<String, Object>> keys = new ArrayList<>();
        new ClassReader(woven).accept(new HookCallReader(keys), 0);
        return keys;
    }

    private static int version(byte @Nullable [] classFile) {
        assertThat(classFile).isNotNull();
        return new ClassReader(classFile).readUnsignedShort(6);
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
