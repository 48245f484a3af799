package io.countersign.agent.weave;

import io.countersign.agent.ClientNames;
import io.countersign.agent.ops.Printed;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Where a library has moved the very classes that the hook table names, its public class tells. */
final class LandmarksTest {

    private static final String OKHTTP = "okhttp3/OkHttpClient";

    private final Landmarks landmarks = new Landmarks(new MovedSeams());

    @Test
    void theFilterKnowsExactlyTheseLandmarks() {
        assertThat(landmarks.classes()).containsExactlyInAnyOrder(ClientNames.landmarks());
    }

    @Test
    void everyClassThatIsWovenWhereHopsPassLiesBesideALandmarkExceptTheOldestOfTheJdk() {
        HookTable table = new HookTable(false);
        List<String> beside = List.of(landmarks.classes()).stream()
                .flatMap(landmark -> List.of(landmarks.beside(landmark)).stream())
                .toList();
        assertThat(table.classes())
                .filteredOn(name -> table.of(name).stream().anyMatch(Hook::isEssential))
                .filteredOn(name -> !name.startsWith("sun/"))
                .allMatch(beside::contains);
    }

    @Test
    void nothingIsSaidOfALibraryThatIsWhole() {
        assertThat(surveyed(getClass().getClassLoader())).isEmpty();
    }

    @Test
    void nothingIsSaidWhereALoaderHidesItsResourcesOnly() {
        assertThat(surveyed(new ClassLoader(getClass().getClassLoader()) {
                    @Override
                    public @Nullable URL getResource(String name) {
                        return null;
                    }
                }))
                .isEmpty();
    }

    @Test
    void whereNoneIsLeftTheErrorNamesThemAndWhatFollows() {
        assertThat(surveyed(new URLClassLoader(new URL[0], null)))
                .containsExactly("Countersign: error: okhttp3.OkHttpClient (of unknown origin) comes without"
                        + " okhttp3.internal.http.RealInterceptorChain or okhttp3.internal.http.HttpEngine, through which"
                        + " Countersign knows requests to pass, so they go out unauthenticated; use a version that"
                        + " Countersign knows, see docs/support.md, or a newer Countersign");
    }

    private List<String> surveyed(ClassLoader loader) {
        return Printed.during(() -> {
            landmarks.survey(OKHTTP, loader, null);
            landmarks.survey(OKHTTP, loader, null);
            Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().equals("countersign-landmark"))
                    .forEach(LandmarksTest::await);
        });
    }

    private static void await(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
