package io.countersign.it.demo;

import java.net.URI;
import java.util.List;

/**
 * One run of the application, from its start to its end.
 *
 * @param commandLine as one would type it, with the secrets of its environment left out
 * @param errors its standard error without blank lines
 */
record AppRun(String commandLine, List<Exchange> exchanges, List<String> errors) {

    /** A request as the application reports it; the status is not a number where there was no answer. */
    record Exchange(String library, String method, URI uri, String status) {

        /** @param line tab-separated, as the application prints it */
        static Exchange parse(String line) {
            String[] fields = line.split("\t", -1);
            return new Exchange(fields[0], fields[1], URI.create(fields[2]), fields[3]);
        }
    }
}
