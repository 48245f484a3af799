package io.countersign.it.containers;

import io.countersign.it.harness.Jdk;
import java.util.Collection;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** What runs by default, and what only with {@code -Dcountersign.matrix=all}; JDKs that are not here run nothing. */
final class Matrix {

    private Matrix() {}

    /** Whether everything is to be run. */
    static boolean isWhole() {
        return System.getProperty("countersign.matrix", "").equals("all");
    }

    /** Each subject on the JDKs of its own; by default the first on its oldest, and the last on its newest that is here. */
    static <T> Stream<Arguments> of(List<T> subjects, BiFunction<T, Jdk, Arguments> arguments, Javas<T> javas) {
        if (isWhole()) {
            return subjects.stream().flatMap(each -> jdks(javas.of(each)).map(jdk -> arguments.apply(each, jdk)));
        }
        T first = subjects.get(0);
        T last = subjects.get(subjects.size() - 1);
        List<Jdk> newest = jdks(javas.of(last)).toList();
        return Stream.concat(
                jdks(javas.of(first)).limit(1).map(jdk -> arguments.apply(first, jdk)),
                newest.stream().skip(Math.max(0, newest.size() - 1)).map(jdk -> arguments.apply(last, jdk)));
    }

    /** On these JDKs; by default on the newest of them that is here. */
    static Stream<Jdk> on(Integer... features) {
        List<Jdk> here = jdks(List.of(features)).toList();
        return isWhole() ? here.stream() : here.stream().skip(Math.max(0, here.size() - 1));
    }

    private static Stream<Jdk> jdks(Collection<Integer> features) {
        return features.stream().flatMap(feature -> Jdk.of(feature).stream());
    }

    /** The Java versions that a subject is to be run on, oldest first. */
    interface Javas<T> {
        List<Integer> of(T subject);
    }
}
