package io.countersign.application.search;

import io.countersign.application.Response;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How search clients tell of a status that they do not expect: in words. */
final class Refusals {

    private static final Pattern STATUS = Pattern.compile("(?:status line \\[\\S+ |status code \\[|\\b)(401|302)\\b");

    private Refusals() {}

    static Response of(IOException e) throws IOException {
        Matcher status = STATUS.matcher(String.valueOf(e.getMessage()));
        if (status.find()) {
            return Response.of(Integer.parseInt(status.group(1)), null);
        }
        throw e;
    }
}
