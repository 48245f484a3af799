package io.countersign.it.demo;

import io.countersign.counterpart.Header;
import io.countersign.counterpart.ReceivedRequest;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a request carries that lets it in, in a form that may be shown. */
final class Credentials {

    private static final Pattern SIGNATURE = Pattern.compile("(AWS4-HMAC-SHA256 Credential=.{4}).*");
    private static final Pattern TOKEN = Pattern.compile("(Bearer |)(.*)");
    private static final int SHOWN = 4;

    private Credentials() {}

    /** All headers that authorize, or belong to a signature. */
    static List<Header> in(ReceivedRequest request) {
        return request.headers().stream()
                .filter(header -> {
                    String name = header.name().toLowerCase(Locale.ROOT);
                    return name.equals("authorization") || name.equals("x-api-key") || name.startsWith("x-amz-");
                })
                .toList();
    }

    /** The one header that authorizes, shortened until it is no secret; {@code none} if there is none. */
    static String shown(ReceivedRequest request) {
        return in(request).stream()
                .filter(header -> !header.name().toLowerCase(Locale.ROOT).startsWith("x-amz-"))
                .map(header -> header.name() + ": " + shown(header.value()))
                .findFirst()
                .orElse("none");
    }

    private static String shown(String value) {
        Matcher signature = SIGNATURE.matcher(value);
        if (signature.matches()) {
            return signature.group(1) + "...";
        }
        Matcher token = TOKEN.matcher(value);
        if (!token.matches() || token.group(2).length() <= SHOWN) {
            return "...";
        }
        String secret = token.group(2);
        return token.group(1) + secret.substring(0, SHOWN) + "...(" + secret.length() + " chars)";
    }
}
