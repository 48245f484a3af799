package io.countersign.it.relocated;

import io.countersign.it.harness.Application;
import java.util.List;
import java.util.Map;

/** Real jars that carry a client library of their own. */
final class Copies {

    /** OkHttp 4 with Okio beside it. */
    static final Application OKHTTP = Application.of(
                    "OkHttp of LaunchDarkly",
                    "okhttp.OkHttpLibrary#blocking",
                    "com.launchdarkly:launchdarkly-java-server-sdk:7.4.0")
            .moved(Map.of("okhttp3", "com.launchdarkly.shaded.okhttp3", "okio", "com.launchdarkly.shaded.okio"));

    /** HttpClient 4.5, whose root packages have other names, not only other packages around them. */
    static final Application APACHE_4 = Application.of(
                    "Apache HttpClient 4 of Maven Wagon",
                    "apache4.BlockingClient#built",
                    "org.apache.maven.wagon:wagon-http:jar:shaded:3.5.3")
            .moved(Map.of("org.apache.http", "org.apache.maven.wagon.providers.http.httpclient"));

    /** HttpClient 5.0. */
    static final Application APACHE_5 = Application.of(
                    "Apache HttpClient 5 of docker-java",
                    "apache5.ClassicClient#standard",
                    "com.github.docker-java:docker-java-transport-zerodep:3.4.0")
            .moved(Map.of("org.apache.hc", "com.github.dockerjava.zerodep.shaded.org.apache.hc"));

    private Copies() {}

    static List<Application> all() {
        return List.of(OKHTTP, APACHE_4, APACHE_5);
    }
}
