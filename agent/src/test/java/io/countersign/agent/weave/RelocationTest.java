package io.countersign.agent.weave;

import io.countersign.agent.hop.BodyNeed;
import io.countersign.agent.hop.Call;
import io.countersign.agent.hop.Gate;
import io.countersign.agent.hop.Hops;
import io.countersign.request.Authorization;
import io.countersign.request.OutboundRequest;
import io.countersign.request.RequestTarget;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

/** Adapters for an original and for copies of it, wherever a vendor moved the two packages of OkHttp, all in one loader. */
final class RelocationTest {

    private static final String CALL = "io/countersign/agent/weave/vendor/";
    private static final String OKHTTP = "okhttp3/";
    private static final String OKIO = "okio/";

    private final HookTable table = new HookTable(true);
    private final Adapters adapters = new Adapters(new Platform(), new Hops(new SigningGate()), table);
    private final VendoredLoader loader = new VendoredLoader()
            .with(Map.of(CALL, "beside/call/", OKHTTP, "beside/okhttp3/", OKIO, "beside/okio/"))
            .with(Map.of(CALL, "apart/call/", OKHTTP, "apart/$internal/okhttp3/", OKIO, "elsewhere/okio/"))
            .with(Map.of(CALL, "alone/call/", OKHTTP, "alone/okhttp3/"))
            .with(Map.of(CALL, "renamed/call/", OKHTTP, "renamed/http/", OKIO, "renamed/io/"));

    @Test
    void theOriginalAndItsCopiesEachHaveTheirOwnAdapter() throws Exception {
        for (String name : new String[] {CALL, "beside/call/", "apart/call/", "alone/call/", "renamed/call/"}) {
            assertThat(textOfAuthorized(name)).as(name).isEqualTo("signed body body");
        }
    }

    @Test
    void namesOfClassesInStringsAreMovedAndOthersAreNot() throws Exception {
        Class<?> chain = loader.loadClass("renamed.http.internal.http.RealInterceptorChain");
        Relocation relocation = requireNonNull(Relocation.of(type(chain), loader));

        assertThat(relocation.mapValue("okhttp3.internal.Internal")).isEqualTo("renamed.http.internal.Internal");
        assertThat(relocation.mapValue("okhttp3/Request")).isEqualTo("renamed/http/Request");
        assertThat(relocation.mapValue("okio.Okio")).isEqualTo("renamed.io.Okio");
        assertThat(relocation.mapValue("okhttp3")).isEqualTo("okhttp3");
        assertThat(relocation.map("io/countersign/agent/adapter/OkHttp"))
                .isEqualTo("io/countersign/agent/adapter/OkHttp");
        assertThat(relocation.map("java/lang/String")).isEqualTo("java/lang/String");
    }

    private ClientClass type(Class<?> chain) {
        return requireNonNull(table.type(chain.getName().replace('.', '/'), null));
    }

    @SuppressWarnings("unchecked")
    private Object textOfAuthorized(String caller) throws Exception {
        Function<Object, Object> library =
                (Function<Object, Object>) loader.loadClass(caller.replace('/', '.') + "OkHttpCall")
                        .getConstructor()
                        .newInstance();
        Call call = new Call((Object[]) library.apply(null));
        Hook hook = table.of("okhttp3/internal/http/RealInterceptorChain").get(0);
        adapters.of(call.owner(), hook).at(hook.point(), call);
        return library.apply(call.arguments()[0]);
    }

    /** Puts the body into a header. */
    private static final class SigningGate implements Gate {

        @Override
        public boolean covers(String host) {
            return host.equals("covered");
        }

        @Override
        public BodyNeed bodyNeed(RequestTarget target, String method) {
            return BodyNeed.of(true, false, 100);
        }

        @Override
        public boolean signsBodies() {
            return true;
        }

        @Override
        public Authorization authorize(OutboundRequest hop) throws IOException {
            hop.setHeader("Authorization", "signed " + new String(hop.body(100), StandardCharsets.UTF_8));
            return refusal -> false;
        }
    }
}
