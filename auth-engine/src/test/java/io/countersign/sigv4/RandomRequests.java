package io.countersign.sigv4;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;

/** Requests as odd as the URI grammar allows, each with what it means beside what is sent. */
final class RandomRequests {

    private static final String UNRESERVED = "abzABZ019-._~";
    private static final String ALLOWED_IN_PATHS = UNRESERVED + ":@!$&'()*+,;=";

    private RandomRequests() {}

    /**
     * One request.
     *
     * @param query names and values decoded; what is sent spells them in one of several ways
     * @param octets the body, one character a byte
     */
    record Request(
            String method,
            String host,
            int port,
            String path,
            List<Parameter> query,
            Map<String, List<String>> headers,
            String octets,
            Signing signing) {

        String pathAndQuery() {
            String sent = query.stream().map(Parameter::sent).collect(Collectors.joining("&"));
            return path + (query.isEmpty() ? "" : "?" + sent);
        }

        byte[] body() {
            return octets.getBytes(StandardCharsets.ISO_8859_1);
        }

        AwsEndpoint endpoint() {
            return signing.endpoint;
        }

        Instant now() {
            return signing.now;
        }

        String secret() {
            return signing.secret;
        }

        @Nullable
        String sessionToken() {
            return signing.sessionToken;
        }

        /** Lambda is the one that takes no such thing. */
        boolean unsigned() {
            return signing.unsigned && !endpoint().service().equals("lambda");
        }
    }

    /** With which credentials, when and for what. */
    record Signing(
            AwsEndpoint endpoint,
            Instant now,
            String secret,
            @Nullable String sessionToken,
            boolean unsigned) {}

    /** A parameter of a query, decoded, and in one of the spellings that reach a server. */
    record Parameter(String name, String value, Spelling spelling) {

        String sent() {
            return value.isEmpty() && spelling == Spelling.LAX
                    ? spelling.encode(name)
                    : spelling.encode(name) + "=" + spelling.encode(value);
        }
    }

    /** How a client writes what is not unreserved. */
    enum Spelling {
        STRICT,
        LOWER_CASE,
        FORM,
        LAX;

        String encode(String text) {
            StringBuilder out = new StringBuilder();
            for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
                out.append(encode(b));
            }
            return out.toString();
        }

        private String encode(byte b) {
            String character = b < 0 ? "" : Character.toString(b);
            if (b > 0 && UNRESERVED.contains(character)) {
                return character;
            }
            if (this == FORM && b == ' ') {
                return "+";
            }
            if (this == LAX && b > 0 && "/?:@!$'()*,;".contains(character)) {
                return character;
            }
            String escape = String.format(Locale.ROOT, "%%%02X", b);
            return this == LOWER_CASE ? escape.toLowerCase(Locale.ROOT) : escape;
        }
    }

    static Arbitrary<Request> ofServicesThatNormalise() {
        Arbitrary<String> piece = Arbitraries.frequencyOf(
                Tuple.of(12, Arbitraries.of(ALLOWED_IN_PATHS.split(""))),
                Tuple.of(3, Arbitraries.of("%2F", "%2f", "%20", "%C3%BC", "%25", "%2E", "%41")),
                Tuple.of(1, Arbitraries.of("ü", "日", "🔑")));
        Arbitrary<String> path = paths(piece, "", ".", "..").filter(RandomRequests::staysBelowTheRoot);
        Arbitrary<String> services = Arbitraries.of("appsync", "execute-api", "lambda", "es", "aoss", "sts");
        return requests(path, services);
    }

    /** S3 is sent what it stores: strictly encoded, but with any dots and slashes. */
    static Arbitrary<Request> ofS3() {
        Arbitrary<String> piece = Arbitraries.frequencyOf(
                Tuple.of(4, Arbitraries.of(UNRESERVED.split(""))),
                Tuple.of(1, Arbitraries.of("%2F", "%20", "%C3%BC", "%25", "%2B", "%3D")));
        return requests(paths(piece, "", ".", ".."), Arbitraries.of("s3", "s3-outposts"));
    }

    private static Arbitrary<Request> requests(Arbitrary<String> path, Arbitrary<String> services) {
        Arbitrary<String> method = Arbitraries.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS");
        Arbitrary<String> octets =
                Arbitraries.strings().withCharRange('\0', '\u00ff').ofMaxLength(300);
        return Combinators.combine(
                        method,
                        Arbitraries.of("example.com", "a.b-c.example", "127.0.0.1", "Example.COM"),
                        Arbitraries.of(443, 8443, 80),
                        path,
                        parameters().list().ofMaxSize(5),
                        headers(),
                        octets,
                        signings(services))
                .as(Request::new);
    }

    private static Arbitrary<Signing> signings(Arbitrary<String> services) {
        Arbitrary<AwsEndpoint> endpoint = Combinators.combine(
                        services, Arbitraries.of("us-east-1", "cn-north-1", "us-gov-west-1"))
                .as(AwsEndpoint::of);
        Arbitrary<Instant> now =
                Arbitraries.longs().between(0, 253_402_300_799L).map(Instant::ofEpochSecond);
        Arbitrary<String> secret =
                Arbitraries.strings().alpha().numeric().withChars("+/=").ofMinLength(1);
        return Combinators.combine(endpoint, now, secret, secret.injectNull(0.5), Arbitraries.of(false, false, true))
                .as(Signing::new);
    }

    private static Arbitrary<String> paths(Arbitrary<String> piece, String... odd) {
        Arbitrary<String> name = piece.list().ofMinSize(1).ofMaxSize(6).map(pieces -> String.join("", pieces));
        Arbitrary<String> segment = Arbitraries.frequencyOf(Tuple.of(3, name), Tuple.of(1, Arbitraries.of(odd)));
        return segment.list().ofMinSize(1).ofMaxSize(6).map(segments -> "/" + String.join("/", segments));
    }

    private static Arbitrary<Parameter> parameters() {
        Arbitrary<String> text = Arbitraries.of(
                        "a", "b", "A", "Z", "0", "-", "_", ".", "~", " ", "+", "&", "=", "%", "/", "?", ":", "@", "!",
                        "'", "(", ")", "*", ",", ";", "ü", "日", "🔑", "\"", "#")
                .list()
                .ofMaxSize(4)
                .map(pieces -> String.join("", pieces));
        return Combinators.combine(text.filter(name -> !name.isEmpty()), text, Arbitraries.of(Spelling.class))
                .as(Parameter::new);
    }

    private static Arbitrary<Map<String, List<String>>> headers() {
        Arbitrary<String> name = Arbitraries.of(
                "Content-Type", "content-type", "X-Amz-Target", "x-amz-meta-a", "X-AMZ-META-B", "x-amz-a-b", "x-amz-a");
        Arbitrary<String> value = Arbitraries.of("a", "B", "7", ",", ";", "=", "\"", " ", "  ", "\t", " \t ", "ü")
                .list()
                .ofMaxSize(8)
                .map(pieces -> String.join("", pieces));
        return Arbitraries.maps(name, value.list().ofMinSize(1).ofMaxSize(3))
                .ofMaxSize(4)
                .filter(headers -> headers.keySet().stream()
                                .map(header -> header.toLowerCase(Locale.ROOT))
                                .distinct()
                                .count()
                        == headers.size());
    }

    /** Above the root java.net.URI, which the SDK normalises with, follows an older RFC than everyone else. */
    private static boolean staysBelowTheRoot(String path) {
        int depth = 0;
        for (String segment : path.split("/", -1)) {
            if (segment.equals("..")) {
                depth--;
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                depth++;
            }
            if (depth < 0) {
                return false;
            }
        }
        return true;
    }
}
