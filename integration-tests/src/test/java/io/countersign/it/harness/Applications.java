package io.countersign.it.harness;

import java.util.List;
import java.util.stream.Stream;

/** The applications that more than one test runs: one or two versions of each client. */
public final class Applications {

    /** {@code java.net.http}, by {@code send}. */
    public static final Application JDK_BLOCKING =
            Application.of("java.net.http", "jdk.JdkHttpClient#blocking").since(11);

    /** {@code java.net.http}, by {@code sendAsync}. */
    public static final Application JDK_ASYNCHRONOUS = Application.of(
                    "java.net.http, asynchronous", "jdk.JdkHttpClient#asynchronous")
            .since(11);

    /** {@code java.net.http} in HTTP/3, by {@code send}; not among all. */
    public static final Application JDK_HTTP_3 =
            Application.of("java.net.http, h3", "jdk.JdkHttpClient#http3").since(26);

    /** {@code java.net.http} in HTTP/3, by {@code sendAsync}; not among all. */
    public static final Application JDK_HTTP_3_ASYNCHRONOUS = Application.of(
                    "java.net.http, asynchronous, h3", "jdk.JdkHttpClient#asynchronousHttp3")
            .since(26);

    /** {@code HttpURLConnection}, whose bodies the JDK holds. */
    public static final Application URL_CONNECTION =
            Application.of("HttpURLConnection", "urlconnection.UrlConnection#buffered");

    /** {@code HttpURLConnection} with streamed bodies of known length. */
    public static final Application URL_CONNECTION_FIXED =
            Application.of("HttpURLConnection, fixed length", "urlconnection.UrlConnection#fixedLength");

    /** {@code HttpURLConnection} with streamed bodies of unknown length. */
    public static final Application URL_CONNECTION_CHUNKED = Application.of(
                    "HttpURLConnection, chunked", "urlconnection.UrlConnection#chunked")
            .limited(Limit.SENDS_A_BODY_ONCE);

    /** Commons HttpClient, the last. */
    public static final Application COMMONS_3 = Application.of(
                    "Commons HttpClient 3.1",
                    "commons3.CommonsClient#pooled",
                    "commons-httpclient:commons-httpclient:3.1")
            .limited(Limit.REDIRECTS_NO_BODY);

    /** Apache HttpClient 4, the first. */
    public static final Application APACHE_4_OLDEST = Application.of(
                    "Apache HttpClient 4.0.3, DefaultHttpClient",
                    "apache4.LegacyClient#standard",
                    "org.apache.httpcomponents:httpclient:4.0.3")
            .limited(Limit.REDIRECTS_NO_BODY);

    /** Apache HttpClient 4, the last. */
    public static final Application APACHE_4 = apache4("4.5.14");

    /** Apache HttpAsyncClient 4, the last. */
    public static final Application APACHE_4_ASYNCHRONOUS = Application.of(
            "Apache HttpAsyncClient 4.1.5",
            "apache4.AsyncClient#standard",
            "org.apache.httpcomponents:httpasyncclient:4.1.5");

    /** Apache HttpClient 5, the first. */
    public static final Application APACHE_5_OLDEST = apache5("5.0.4");

    /** Apache HttpClient 5, the last. */
    public static final Application APACHE_5 = apache5("5.6.4");

    /** The asynchronous Apache HttpClient 5, the first. */
    public static final Application APACHE_5_ASYNC_OLDEST = apache5("5.0.4", "asynchronous", "standard");

    /** The asynchronous Apache HttpClient 5, the last. */
    public static final Application APACHE_5_ASYNC = apache5("5.6.4", "asynchronous", "standard");

    /** The asynchronous Apache HttpClient 5 without redirects, cookies and authentication, the last; not among all. */
    public static final Application APACHE_5_MINIMAL =
            apache5("5.6.4", "asynchronous, minimal", "minimal").limited(Limit.FOLLOWS_NO_REDIRECT);

    /** OkHttp 2, the last. */
    public static final Application OKHTTP_2 =
            Application.of("OkHttp 2.7.5", "okhttp2.OkHttp2Library#blocking", "com.squareup.okhttp:okhttp:2.7.5");

    /** OkHttp 3 before its chain of interceptors reached the wire, the last. */
    public static final Application OKHTTP_3_3 = okHttp("okhttp", "3.3.1");

    /** OkHttp 4, the last. */
    public static final Application OKHTTP_4 = okHttp("okhttp", "4.12.0");

    /** OkHttp 5, the last. */
    public static final Application OKHTTP_5 = okHttp("okhttp-jvm", "5.5.1");

    private static final List<Application> OF_JDK =
            List.of(JDK_BLOCKING, JDK_ASYNCHRONOUS, URL_CONNECTION, URL_CONNECTION_FIXED, URL_CONNECTION_CHUNKED);

    private static final List<Application> OF_LIBRARIES = List.of(
            COMMONS_3,
            APACHE_4_OLDEST,
            APACHE_4,
            APACHE_4_ASYNCHRONOUS,
            APACHE_5_OLDEST,
            APACHE_5,
            APACHE_5_ASYNC_OLDEST,
            APACHE_5_ASYNC,
            OKHTTP_4,
            OKHTTP_5);

    private Applications() {}

    /** What the JDK brings, in each mode. */
    public static List<Application> ofJdk() {
        return OF_JDK;
    }

    /** What comes in jars. */
    public static List<Application> ofLibraries() {
        return OF_LIBRARIES;
    }

    /** All of them. */
    public static List<Application> all() {
        return Stream.concat(OF_JDK.stream(), OF_LIBRARIES.stream()).toList();
    }

    private static Application apache4(String version) {
        return Application.of(
                "Apache HttpClient " + version,
                "apache4.BlockingClient#built",
                "org.apache.httpcomponents:httpclient:" + version);
    }

    private static Application apache5(String version) {
        return Application.of(
                "Apache HttpClient " + version,
                "apache5.ClassicClient#standard",
                "org.apache.httpcomponents.client5:httpclient5:" + version);
    }

    private static Application apache5(String version, String form, String client) {
        return Application.of(
                "Apache HttpClient " + version + ", " + form,
                "apache5.AsyncClient#" + client,
                "org.apache.httpcomponents.client5:httpclient5:" + version);
    }

    private static Application okHttp(String artifact, String version) {
        return Application.of(
                "OkHttp " + version,
                "okhttp.OkHttpLibrary#blocking",
                "com.squareup.okhttp3:" + artifact + ":" + version);
    }
}
