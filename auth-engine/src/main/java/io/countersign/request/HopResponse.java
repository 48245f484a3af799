package io.countersign.request;

import org.jspecify.annotations.Nullable;

/** The head of the answer to a hop; it must be read while the answer is looked at, not kept. */
public interface HopResponse {

    /** The status code, for instance 403. */
    int status();

    /** The first value of a header, by case-insensitive name; null if the answer does not carry it. */
    @Nullable
    String header(String name);
}
