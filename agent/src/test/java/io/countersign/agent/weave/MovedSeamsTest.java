package io.countersign.agent.weave;

import io.countersign.agent.ops.Printed;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.security.cert.Certificate;
import java.util.Set;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What is said and done about classes that are not as the hook table knows them. */
final class MovedSeamsTest {

    private static final String CHAIN = "okhttp3/internal/http/RealInterceptorChain";
    private static final String FOLLOW_UP = "okhttp3/internal/http/RetryAndFollowUpInterceptor";
    private static final String CONNECTION = "sun/net/www/protocol/http/HttpURLConnection";

    private final Weaver weaver =
            new Weaver(new HookTable(true), new MovedSeams(), new WovenLibraries((library, jar) -> {}));

    @Test
    void withoutTheMethodThatHopsPassNothingIsWovenAndTheErrorNamesClassJarConsequenceAndRemedy() throws Exception {
        byte[] moved = without(CHAIN, Set.of("proceed"));

        assertThat(Printed.during(() -> assertThat(weaver.weave(CHAIN, jar("okhttp-9.jar"), moved))
                        .isNull()))
                .containsExactly(
                        "Countersign: error: okhttp3.internal.http.RealInterceptorChain (file:/app/okhttp-9.jar)"
                                + " has no method proceed as Countersign knows it, so its requests go out unauthenticated; use a"
                                + " version that Countersign knows, see docs/support.md, or a newer Countersign");
    }

    @Test
    void itIsSaidOncePerJar() throws Exception {
        byte[] moved = without(CHAIN, Set.of("proceed"));
        weaver.weave(CHAIN, jar("okhttp-9.jar"), moved);

        assertThat(Printed.during(() -> weaver.weave(CHAIN, jar("okhttp-9.jar"), moved)))
                .isEmpty();
        assertThat(Printed.during(() -> weaver.weave(CHAIN, jar("other.jar"), moved)))
                .hasSize(1);
    }

    @Test
    void whereOnlyTheSecondSendIsMissingHopsAreAuthorizedNevertheless() throws Exception {
        byte[] half = without(CONNECTION, Set.of("followRedirect"));

        assertThat(Printed.during(() -> assertThat(hooks(weaver.weave(CONNECTION, null, half)))
                        .contains("writeRequests", "getOutputStream")))
                .singleElement()
                .asString()
                .startsWith("Countersign: warning: sun.net.www.protocol.http.HttpURLConnection (Java ")
                .contains("has no method followRedirect", "refused is not sent again with new credentials");
    }

    @Test
    void whereHopsDoNotPassNoBodyIsHeldForNothing() throws Exception {
        byte[] half = without(CONNECTION, Set.of("writeRequests"));

        assertThat(Printed.during(
                        () -> assertThat(weaver.weave(CONNECTION, null, half)).isNull()))
                .singleElement()
                .asString()
                .contains("error:", "has no method writeRequests", "go out unauthenticated");
    }

    @Test
    void aMethodWithoutCodeIsNoPlaceToWeave() {
        byte[] type =
                type(Opcodes.V1_8, CHAIN, "proceed", "(Lokhttp3/Request;)Lokhttp3/Response;", Opcodes.ACC_ABSTRACT);

        assertThat(Printed.during(
                        () -> assertThat(weaver.weave(CHAIN, null, type)).isNull()))
                .singleElement()
                .asString()
                .contains("has no method proceed");
    }

    @Test
    void whatIsOnlyNamedLikeASeamIsLeftAloneWithAWarning() {
        String name = "com/example/internal/http/RealInterceptorChain";
        byte[] type = type(Opcodes.V17, name, "proceed", "(Ljava/lang/String;)Ljava/lang/String;", 0);

        assertThat(Printed.during(() ->
                        assertThat(weaver.weave(name, jar("app.jar"), type)).isNull()))
                .singleElement()
                .asString()
                .startsWith("Countersign: warning: com.example.internal.http.RealInterceptorChain (file:/app/app.jar)")
                .contains("if it is a copy of that, its requests go out unauthenticated", "relocated=false");
    }

    @Test
    void aClassFileThatIsTooNewIsSaidOncePerVersion() throws Exception {
        byte[] chain = ofVersion(999, bytes(CHAIN));
        byte[] followUp = ofVersion(999, bytes(FOLLOW_UP));

        assertThat(Printed.during(() -> {
                    assertThat(weaver.weave(CHAIN, jar("okhttp-9.jar"), chain)).isNull();
                    assertThat(weaver.weave(FOLLOW_UP, jar("okhttp-9.jar"), followUp))
                            .isNull();
                }))
                .containsExactly("Countersign: error: class files of version 999 (Java 955), such as"
                        + " okhttp3.internal.http.RealInterceptorChain (file:/app/okhttp-9.jar), are newer than this"
                        + " Countersign, so what they send goes out unauthenticated; use a newer Countersign");
    }

    @Test
    void anOldClassFileIsRaisedToWhatClassConstantsNeed() {
        byte[] old = type(
                Opcodes.V1_2, FOLLOW_UP, "followUpRequest", "(Lokhttp3/Response;)Lokhttp3/Request;", Opcodes.ACC_FINAL);
        byte[] woven = weaver.weave(FOLLOW_UP, null, old);

        assertThat(hooks(woven)).containsExactly("followUpRequest");
        assertThat(new ClassReader(woven).readUnsignedShort(6)).isEqualTo(Opcodes.V1_5);
    }

    private static ProtectionDomain jar(String name) {
        try {
            CodeSource source = new CodeSource(URI.create("file:/app/" + name).toURL(), new Certificate[0]);
            return new ProtectionDomain(source, null);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The methods that call the hook. */
    private static Set<String> hooks(byte @Nullable [] woven) {
        assertThat(woven).isNotNull();
        Set<String> methods = new java.util.TreeSet<>();
        new ClassReader(woven)
                .accept(
                        new ClassVisitor(Opcodes.ASM9) {
                            @Override
                            public MethodVisitor visitMethod(
                                    int access, String method, String type, @Nullable String s, String @Nullable [] e) {
                                return new MethodVisitor(Opcodes.ASM9) {
                                    @Override
                                    public void visitFieldInsn(int opcode, String owner, String name, String t) {
                                        if (owner.equals(HookClass.INTERNAL_NAME)) {
                                            methods.add(method);
                                        }
                                    }
                                };
                            }
                        },
                        0);
        return methods;
    }

    private static byte[] without(String internalName, Set<String> methods) throws IOException {
        ClassWriter writer = new ClassWriter(0);
        new ClassReader(bytes(internalName))
                .accept(
                        new ClassVisitor(Opcodes.ASM9, writer) {
                            @Override
                            public @Nullable MethodVisitor visitMethod(
                                    int access, String name, String type, @Nullable String s, String @Nullable [] e) {
                                return methods.contains(name) ? null : super.visitMethod(access, name, type, s, e);
                            }
                        },
                        0);
        return writer.toByteArray();
    }

    /** A class with one method, which returns null. */
    private static byte[] type(int version, String internalName, String method, String descriptor, int access) {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        writer.visit(version, Opcodes.ACC_ABSTRACT, internalName, null, "java/lang/Object", null);
        MethodVisitor code = writer.visitMethod(access, method, descriptor, null, null);
        if (access != Opcodes.ACC_ABSTRACT) {
            code.visitCode();
            code.visitInsn(Opcodes.ACONST_NULL);
            code.visitInsn(Opcodes.ARETURN);
            code.visitMaxs(1, 2);
        }
        code.visitEnd();
        writer.visitEnd();
        return writer.toByteArray();
    }

    private static byte[] ofVersion(int version, byte[] type) {
        byte[] other = type.clone();
        other[6] = (byte) (version >> 8);
        other[7] = (byte) version;
        return other;
    }

    private static byte[] bytes(String internalName) throws IOException {
        try (InputStream in = ClassLoader.getSystemResourceAsStream(internalName + ".class")) {
            return in.readAllBytes();
        }
    }
}
