package io.countersign.it.oracle;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * A request as odd as clients make them, as it is sent and as it is meant.
 *
 * @param query what the query means: names and values decoded
 * @param sentQuery the same in one of the spellings that reach a server
 * @param headers what is signed beside host and date
 * @param octets the body, one character a byte
 */
record RandomRequest(
        String method,
        String service,
        String path,
        Map<String, List<String>> query,
        String sentQuery,
        Map<String, String> headers,
        String octets,
        String sessionToken) {

    private static final String UNRESERVED = "abzABZ019-._~";

    static RandomRequest of(Random random) {
        String service = one(random, "appsync", "execute-api", "lambda", "es", "aoss", "s3", "sts");
        Map<String, List<String>> query = query(random);
        byte[] body = new byte[random.nextInt(400)];
        random.nextBytes(body);
        return new RandomRequest(
                one(random, "GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"),
                service,
                path(random, service.equals("s3")),
                query,
                sent(random, query),
                headers(random),
                new String(body, StandardCharsets.ISO_8859_1),
                random.nextBoolean() ? "" : "session/token+" + random.nextInt() + "==");
    }

    byte[] body() {
        return octets.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** What goes to S3 is encoded strictly; to all others, any way that the grammar of a URI allows. */
    private static String path(Random random, boolean strict) {
        StringBuilder path = new StringBuilder();
        for (int segments = 1 + random.nextInt(6); segments > 0; segments--) {
            path.append('/');
            if (random.nextInt(4) == 0) {
                path.append(one(random, "", ".", ".."));
                continue;
            }
            for (int pieces = random.nextInt(7); pieces > 0; pieces--) {
                path.append(
                        random.nextInt(4) > 0
                                ? letter(random, strict ? UNRESERVED : UNRESERVED + ":@!$&'()*+,;=")
                                : one(random, "%2F", "%20", "%C3%BC", "%25", strict ? "%2B" : "%2f"));
            }
        }
        return path.toString();
    }

    private static Map<String, List<String>> query(Random random) {
        Map<String, List<String>> query = new LinkedHashMap<>();
        for (int parameters = random.nextInt(6); parameters > 0; parameters--) {
            String name = letter(random, "abAZ0-_.~") + text(random, 2);
            query.computeIfAbsent(name, any -> new ArrayList<>()).add(text(random, 4));
        }
        return query;
    }

    private static String text(Random random, int most) {
        StringBuilder text = new StringBuilder();
        for (int characters = random.nextInt(most + 1); characters > 0; characters--) {
            text.append(one(
                    random, "a", "B", "0", "-", "~", " ", "+", "&", "=", "%", "/", "?", ":", "'", "(", "*", "ü", "日",
                    "🔑"));
        }
        return text.toString();
    }

    private static String sent(Random random, Map<String, List<String>> query) {
        List<String> pairs = new ArrayList<>();
        query.forEach((name, values) -> values.forEach(value -> {
            boolean bare = value.isEmpty() && random.nextBoolean();
            pairs.add(encoded(random, name) + (bare ? "" : "=" + encoded(random, value)));
        }));
        Collections.shuffle(pairs, random);
        return String.join(random.nextInt(8) == 0 ? "&&" : "&", pairs);
    }

    private static String encoded(Random random, String text) {
        StringBuilder out = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char character = (char) (b & 0xff);
            if (character == ' ' && random.nextInt(3) == 0) {
                out.append('+'); // as a form writes a blank, and as services read it
                continue;
            }
            String escape = String.format(Locale.ROOT, "%%%02X", b);
            boolean mayStay =
                    UNRESERVED.indexOf(character) >= 0 || (random.nextBoolean() && "/?:'(*".indexOf(character) >= 0);
            out.append(
                    mayStay
                            ? String.valueOf(character)
                            : random.nextBoolean() ? escape : escape.toLowerCase(Locale.ROOT));
        }
        return out.toString();
    }

    private static Map<String, String> headers(Random random) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String name : List.of("content-type", "x-amz-target", "x-amz-meta-a", "x-amz-a-b", "x-amz-a")) {
            if (random.nextBoolean()) {
                StringBuilder value = new StringBuilder(one(random, "a", " a", "\ta"));
                for (int pieces = random.nextInt(6); pieces > 0; pieces--) {
                    value.append(one(random, "a", "B", ",", ";", "=", "\"", " ", "  ", "\t"));
                }
                headers.put(name, value.toString());
            }
        }
        return headers;
    }

    private static String letter(Random random, String letters) {
        return String.valueOf(letters.charAt(random.nextInt(letters.length())));
    }

    private static String one(Random random, String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
