package io.countersign.sigv4;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The query of a request in the form that is signed: encoded anew, then sorted by name, then by value. */
final class CanonicalQuery {

    private CanonicalQuery() {}

    /** @param query as sent, null if there is none; a name without a value has an empty one */
    static String of(@Nullable String query) {
        if (query == null || query.isEmpty()) {
            return "";
        }
        if (isCanonical(query)) {
            return query;
        }
        List<Parameter> parameters = parameters(query);
        Collections.sort(parameters);
        StringBuilder out = new StringBuilder(query.length() + 32);
        for (Parameter parameter : parameters) {
            out.append(out.length() == 0 ? "" : "&")
                    .append(parameter.name)
                    .append('=')
                    .append(parameter.value);
        }
        return out.toString();
    }

    /** One parameter with nothing to encode, as most queries are. */
    private static boolean isCanonical(String query) {
        int equals = query.indexOf('=');
        return equals >= 0
                && UriEncoding.isPlain(query, 0, equals, false)
                && UriEncoding.isPlain(query, equals + 1, query.length(), false);
    }

    private static List<Parameter> parameters(String query) {
        List<Parameter> parameters = new ArrayList<>();
        int from = 0;
        while (from < query.length()) {
            int ampersand = query.indexOf('&', from);
            int to = ampersand < 0 ? query.length() : ampersand;
            if (to > from) {
                parameters.add(Parameter.of(query, from, to));
            }
            from = to + 1;
        }
        return parameters;
    }

    /** A name and a value, encoded; the order of their characters is then the order of their bytes. */
    private static final class Parameter implements Comparable<Parameter> {
        private final String name;
        private final String value;

        private Parameter(String name, String value) {
            this.name = name;
            this.value = value;
        }

        static Parameter of(String query, int from, int to) {
            int equals = query.indexOf('=', from);
            return equals < 0 || equals >= to
                    ? new Parameter(UriEncoding.queryPart(query, from, to), "")
                    : new Parameter(
                            UriEncoding.queryPart(query, from, equals), UriEncoding.queryPart(query, equals + 1, to));
        }

        @Override
        public int compareTo(Parameter that) {
            int byName = name.compareTo(that.name);
            return byName != 0 ? byName : value.compareTo(that.value);
        }
    }
}
