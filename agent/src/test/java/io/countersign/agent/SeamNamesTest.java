package io.countersign.agent;

import java.util.List;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Which class names are seams, and which are copies of one. */
final class SeamNamesTest {

    private static final String CHAIN = "okhttp3/internal/http/RealInterceptorChain";
    private static final String EXECUTOR = "org/apache/http/protocol/HttpRequestExecutor";
    private static final String EXECUTOR_5 = "org/apache/hc/core5/http/impl/io/HttpRequestExecutor";
    private static final String ENGINE_2 = "com/squareup/okhttp/internal/http/HttpEngine";
    private static final String ENGINE_3 = "okhttp3/internal/http/HttpEngine";
    private static final String JDK = "sun/net/www/protocol/http/HttpURLConnection";
    private static final String[] ALL = {CHAIN, EXECUTOR, EXECUTOR_5, ENGINE_2, ENGINE_3, JDK};

    private final SeamNames names = new SeamNames(ALL, true);

    @Test
    void aSeamIsItself() {
        assertThat(List.of(ALL)).allSatisfy(name -> assertThat(names.seam(name)).isEqualTo(name));
    }

    @Test
    void aCopyHasOtherPackagesBeforeOrInPlaceOfTheRoot() {
        assertThat(names.seam("com/vendor/shaded/" + CHAIN)).isEqualTo(CHAIN);
        assertThat(names.seam("io/trino/jdbc/$internal/" + CHAIN)).isEqualTo(CHAIN);
        assertThat(names.seam("com/vendor/thirdparty/apache/http/protocol/HttpRequestExecutor"))
                .isEqualTo(EXECUTOR);
        assertThat(names.seam("com/vendor/httpclient/protocol/HttpRequestExecutor"))
                .isEqualTo(EXECUTOR);
        assertThat(names.seam("com/vendor/hc/core5/http/impl/io/HttpRequestExecutor"))
                .isEqualTo(EXECUTOR_5);
    }

    @Test
    void ofTwoLibrariesThatAgreeBelowTheirRootsTheNearerOneIsMeant() {
        assertThat(names.seam("x/" + ENGINE_2)).isEqualTo(ENGINE_2);
        assertThat(names.seam("x/" + ENGINE_3)).isEqualTo(ENGINE_3);
        assertThat(names.seam("x/okhttp/internal/http/HttpEngine")).isEqualTo(ENGINE_2);
    }

    @Test
    void otherNamesAreNoSeams() {
        for (String other : List.of(
                "Main",
                "com/vendor/RealInterceptorChain",
                "com/vendor/xinternal/http/RealInterceptorChain",
                "internal/http/RealInterceptorChain",
                CHAIN + "$1",
                "okhttp3/internal/http/ARealInterceptorChain",
                "okhttp3/internal/http2/RealInterceptorChain",
                "com/vendor/" + JDK,
                "com/vendor/a/class/with/a/VeryLongSimpleNameThatIsLongerThanEveryOther")) {
            assertThat(names.seam(other)).as(other).isNull();
        }
    }

    @Test
    void copiesCanBeLeftAlone() {
        SeamNames originals = new SeamNames(ALL, false);

        assertThat(originals.seam("com/vendor/shaded/" + CHAIN)).isNull();
        assertThat(originals.seam(CHAIN)).isEqualTo(CHAIN);
    }

    @Test
    void dotsInPlaceOfSlashesDoNotHideASeam() {
        for (String[] table : new String[][] {ClientNames.all(), ClientNames.landmarks()}) {
            SeamNames seams = new SeamNames(table, false);
            assertThat(List.of(table)).allMatch(name -> seams.mayKnow(name.replace('/', '.')));
        }
        assertThat(names.mayKnow("java.lang.Object")).isFalse();
    }

    @Test
    void theJdkHasNoRootPackageThatVendorsMove() {
        assertThat(SeamNames.root(JDK)).isEmpty();
        assertThat(SeamNames.root(EXECUTOR_5)).isEqualTo("org/apache/hc/");
    }
}
