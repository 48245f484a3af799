package io.countersign.application.jetty;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The classes of Jetty's client where each version has them, and their methods. */
final class Names {

    private static final String[] ROOMS = {
        "org.eclipse.jetty.client.",
        "org.eclipse.jetty.client.util.",
        "org.eclipse.jetty.client.transport.",
        "org.eclipse.jetty.http2.client.",
        "org.eclipse.jetty.http2.client.http.",
        "org.eclipse.jetty.http2.client.transport."
    };

    private Names() {}

    /** Whether this version has such a class. */
    static boolean has(String simpleName) {
        return find(simpleName) != null;
    }

    static Class<?> named(String simpleName) {
        Class<?> found = find(simpleName);
        if (found == null) {
            throw new IllegalStateException("this version has no " + simpleName);
        }
        return found;
    }

    private static @Nullable Class<?> find(String simpleName) {
        for (String room : ROOMS) {
            Class<?> found = load(room + simpleName);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static @Nullable Class<?> load(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException elsewhere) {
            return null;
        }
    }

    static Object made(String simpleName, Object... arguments) throws Exception {
        for (Constructor<?> each : named(simpleName).getConstructors()) {
            if (takes(each.getParameterTypes(), arguments)) {
                return each.newInstance(arguments);
            }
        }
        throw new IllegalStateException("this version makes a " + simpleName + " of something else");
    }

    /** A client that speaks HTTP/2; before version 10 it had to be told that it needs no TLS. */
    static Object ofHttp2() throws Exception {
        Object transport = made("HttpClientTransportOverHTTP2", made("HTTP2Client"));
        for (Constructor<?> each : named("HttpClient").getConstructors()) {
            Class<?>[] types = each.getParameterTypes();
            if (types.length >= 1 && types[0].isInstance(transport) && types.length <= 2) {
                return types.length == 1 ? each.newInstance(transport) : each.newInstance(transport, null);
            }
        }
        throw new IllegalStateException("this version makes a client of something else");
    }

    static Object call(Object target, String name, Object... arguments) throws InvocationTargetException {
        for (Method each : target.getClass().getMethods()) {
            if (each.getName().equals(name) && !each.isBridge() && takes(each.getParameterTypes(), arguments)) {
                try {
                    if (!Modifier.isPublic(each.getDeclaringClass().getModifiers())) {
                        each.setAccessible(true);
                    }
                    Object result = each.invoke(target, arguments);
                    return result == null ? target : result;
                } catch (IllegalAccessException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
        throw new IllegalStateException("this version has no " + target.getClass() + "." + name);
    }

    /** From version 10 on, headers are added to a builder. */
    static void addHeader(Object request, String name, String value) {
        try {
            if (has("BytesRequestContent")) {
                call(request, "headers", (Consumer<Object>) headers -> put(headers, name, value));
            } else {
                call(request, "header", name, value);
            }
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void put(Object headers, String name, String value) {
        try {
            call(headers, "add", name, value);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean takes(Class<?>[] parameters, Object... arguments) {
        boolean takes = parameters.length == arguments.length;
        for (int i = 0; takes && i < parameters.length; i++) {
            takes = parameters[i].isInstance(arguments[i]);
        }
        return takes;
    }
}
