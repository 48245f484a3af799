package io.countersign.benchmarks.throughput;

/** The clients whose throughput is measured, each in the last version of its line. */
enum MeasuredClient {
    URL_CONNECTION("HttpURLConnection", "urlconnection.UrlConnection#buffered"),
    JDK("java.net.http", "jdk.JdkHttpClient#blocking"),
    APACHE_4("Apache HttpClient 4", "apache4.BlockingClient#built"),
    APACHE_5("Apache HttpClient 5", "apache5.ClassicClient#standard"),
    OKHTTP("OkHttp 5", "okhttp.OkHttpLibrary#blocking");

    private final String title;
    private final String factory;

    MeasuredClient(String title, String factory) {
        this.title = title;
        this.factory = factory;
    }

    String title() {
        return title;
    }

    /** What the application is told to make it by. */
    String factory() {
        return factory;
    }
}
