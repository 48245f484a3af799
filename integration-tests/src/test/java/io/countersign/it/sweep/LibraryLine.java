package io.countersign.it.sweep;

import io.countersign.it.harness.Application;
import io.countersign.it.harness.Artifacts;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The versions of a library that one application can be run with.
 *
 * @param name of the library in these versions
 * @param client the factory of the application's client
 * @param range {@code group:artifact:[from,to)}
 */
record LibraryLine(String name, String client, String range) {

    /** Alphas, betas, candidates and milestones are not released. */
    private static final Pattern RELEASED = Pattern.compile("[0-9.]+");

    static Stream<LibraryLine> all() {
        return Stream.of(
                new LibraryLine(
                        "commons-httpclient 3",
                        "commons3.CommonsClient#pooled",
                        "commons-httpclient:commons-httpclient:[3.0,4)"),
                new LibraryLine(
                        "Apache HttpClient 4.0 to 4.2",
                        "apache4.LegacyClient#standard",
                        "org.apache.httpcomponents:httpclient:[4.0,4.3)"),
                new LibraryLine(
                        "Apache HttpClient 4.3 to 4.5",
                        "apache4.BlockingClient#built",
                        "org.apache.httpcomponents:httpclient:[4.3,5)"),
                new LibraryLine(
                        "Apache HttpAsyncClient 4",
                        "apache4.AsyncClient#standard",
                        "org.apache.httpcomponents:httpasyncclient:[4.0,5)"),
                new LibraryLine(
                        "Apache HttpClient 5",
                        "apache5.ClassicClient#standard",
                        "org.apache.httpcomponents.client5:httpclient5:[5,6)"),
                new LibraryLine(
                        "Apache HttpClient 5 asynchronous",
                        "apache5.AsyncClient#standard",
                        "org.apache.httpcomponents.client5:httpclient5:[5,6)"),
                new LibraryLine("OkHttp 2", "okhttp2.OkHttp2Library#blocking", "com.squareup.okhttp:okhttp:[2,3)"),
                new LibraryLine("OkHttp 3", "okhttp.OkHttpLibrary#blocking", "com.squareup.okhttp3:okhttp:[3,4)"),
                new LibraryLine("OkHttp 4", "okhttp.OkHttpLibrary#blocking", "com.squareup.okhttp3:okhttp:[4,5)"),
                new LibraryLine("OkHttp 5", "okhttp.OkHttpLibrary#blocking", "com.squareup.okhttp3:okhttp-jvm:[5,6)"));
    }

    List<Application> applications() {
        String artifact = range.substring(0, range.lastIndexOf(':') + 1);
        return Artifacts.versions(range).stream()
                .filter(version -> RELEASED.matcher(version).matches())
                .map(version -> Application.of(name + ", " + version, client, artifact + version))
                .toList();
    }
}
