package io.countersign.benchmarks.throughput;

/** The clients whose web sockets are measured, each in the last version of its line. */
enum SocketClient {
    JDK("java.net.http", "jdk.Conversations#one"),
    OKHTTP("OkHttp 5", "okhttp.Conversations#one");

    private final String title;
    private final String factory;

    SocketClient(String title, String factory) {
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
