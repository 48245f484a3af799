package io.countersign.application.jdk;

import java.lang.reflect.Method;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;

/** HTTP/3 and nothing else, which Java 26 is the first to have: a Java that this is compiled for does not know its names. */
final class Http3 implements JdkHttpClient.Version {

    private final Method setOption;
    private final Object discovery;
    private final Object always;

    private Http3(Method setOption, Object discovery, Object always) {
        this.setOption = setOption;
        this.discovery = discovery;
        this.always = always;
    }

    static JdkHttpClient.Version known() {
        try {
            Class<?> option = Class.forName("java.net.http.HttpOption");
            Class<?> mode = Class.forName("java.net.http.HttpOption$Http3DiscoveryMode");
            return new Http3(
                    HttpRequest.Builder.class.getMethod("setOption", option, Object.class),
                    option.getField("H3_DISCOVERY").get(null),
                    mode.getField("HTTP_3_URI_ONLY").get(null));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this Java has no HTTP/3", e);
        }
    }

    @Override
    public void ask(HttpRequest.Builder request) {
        request.version(HttpClient.Version.valueOf("HTTP_3"));
        try {
            setOption.invoke(request, discovery, always);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
