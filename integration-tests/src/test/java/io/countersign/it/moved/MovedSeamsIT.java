package io.countersign.it.moved;

import io.countersign.counterpart.ApiServer;
import io.countersign.counterpart.Requirement;
import io.countersign.it.harness.AppUnderTest;
import io.countersign.it.harness.Application;
import io.countersign.it.harness.Applications;
import io.countersign.it.harness.Jdk;
import io.countersign.it.harness.RemappedJar;
import io.countersign.it.harness.RulesFile;
import io.countersign.it.harness.RunLogs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.commons.Remapper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Real libraries in which a method or a class has another name: they work as they are, and one line says what is lost. */
final class MovedSeamsIT {

    private static final String KEY = RunLogs.ledger().record("moved-seams-api-key-71aa");

    private final ApiServer api = ApiServer.requiring(Requirement.apiKey(KEY));

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void withoutTheMethodThatHopsPassRequestsGoOutAsTheyAreAndOneLineSaysWhy() throws IOException {
        try (AppUnderTest app = start(
                Applications.APACHE_4, renamedMethod("org/apache/http/protocol/HttpRequestExecutor", "execute"))) {
            assertThat(app.send("GET", api.at("/")).status()).isEqualTo("401");
            assertThat(app.send("GET", api.at("/")).status()).isEqualTo("401");
            assertThat(app.endAndGetErrors())
                    .singleElement()
                    .asString()
                    .startsWith("Countersign: error: org.apache.http.protocol.HttpRequestExecutor (file:")
                    .contains("httpcore", ".jar) has no method execute", "unauthenticated", "docs/support.md");
        }
    }

    @Test
    void withoutTheMethodThatRepeatsRequestsAreAuthorizedAllTheSame() throws IOException {
        try (AppUnderTest app = start(
                Applications.APACHE_4,
                renamedMethod("org/apache/http/impl/execchain/MainClientExec", "needAuthentication"))) {
            assertThat(app.send("GET", api.at("/echo")).status()).isEqualTo("200");
            api.rejectNext(1);
            assertThat(app.send("GET", api.at("/echo")).status()).isEqualTo("401");
            assertThat(app.endAndGetErrors())
                    .singleElement()
                    .asString()
                    .startsWith("Countersign: warning: org.apache.http.impl.execchain.MainClientExec (file:")
                    .contains("has no method needAuthentication", "is not sent again with new credentials");
        }
    }

    @Test
    void withoutTheClassThatHopsPassTheLibraryItselfIsNamed() throws IOException {
        try (AppUnderTest app =
                start(Applications.OKHTTP_4, renamedClass("okhttp3/internal/http/RealInterceptorChain"))) {
            assertThat(app.send("GET", api.at("/")).status()).isEqualTo("401");
            assertThat(app.endAndGetErrors())
                    .singleElement()
                    .asString()
                    .startsWith("Countersign: error: okhttp3.OkHttpClient (file:")
                    .contains("comes without okhttp3.internal.http.RealInterceptorChain", "unauthenticated");
        }
    }

    private AppUnderTest start(Application application, Remapper names) throws IOException {
        List<Path> moved = application.libraries().stream()
                .map(jar -> RemappedJar.of(jar, names))
                .toList();
        Path rules = new RulesFile()
                .identity("catalog", "api-key")
                .with("api-key", KEY)
                .rule("keyed", "127.0.0.1:" + api.port(), "catalog")
                .write(folder);
        return AppUnderTest.with(application, Jdk.running())
                .libraries(moved)
                .agent(rules)
                .start();
    }

    private static Remapper renamedMethod(String owner, String method) {
        return new Remapper(Opcodes.ASM9) {
            @Override
            public String mapMethodName(String type, String name, String descriptor) {
                return type.equals(owner) && name.equals(method) ? name + "Moved" : name;
            }
        };
    }

    private static Remapper renamedClass(String type) {
        return new Remapper(Opcodes.ASM9) {
            @Override
            public String map(String name) {
                return name.equals(type) ? name + "Moved" : name;
            }
        };
    }
}
