package io.countersign.request;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The head of an answer, with header names in lower case. */
public record FakeResponse(int status, Map<String, String> headers) implements HopResponse {

    /** Without any header. */
    public static FakeResponse of(int status) {
        return new FakeResponse(status, Map.of());
    }

    @Override
    public @Nullable String header(String name) {
        return headers.get(name.toLowerCase(Locale.ROOT));
    }
}
