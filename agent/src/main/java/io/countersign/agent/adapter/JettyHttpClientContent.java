package io.countersign.agent.adapter;

import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Content that was read ahead: Jetty's own content of bytes, which says of its length and type what the other one said. */
final class JettyHttpClientContent implements InvocationHandler {

    private static final String[] OF_BYTES = {
        "org.eclipse.jetty.client.BytesRequestContent",
        "org.eclipse.jetty.client.util.BytesRequestContent",
        "org.eclipse.jetty.client.util.BytesContentProvider",
    };

    private final Object original;
    private final Object held;
    private final byte[] bytes;

    private JettyHttpClientContent(Object original, Object held, byte[] bytes) {
        this.original = original;
        this.held = held;
        this.bytes = bytes;
    }

    static JettyHttpClientContent of(Object original, byte[] bytes) {
        return new JettyHttpClientContent(original, ofBytes(original, bytes), bytes);
    }

    /** Null if the content is another. */
    static @Nullable JettyHttpClientContent behind(Object content) {
        Object handler = Proxy.isProxyClass(content.getClass()) ? Proxy.getInvocationHandler(content) : null;
        return handler instanceof JettyHttpClientContent ? (JettyHttpClientContent) handler : null;
    }

    byte[] bytes(long limit) throws IOException {
        BoundedBuffer.check(bytes.length, limit);
        return bytes;
    }

    /** What Jetty asks a content for, and whether it has a type of its own. */
    Set<Class<?>> types() {
        Set<Class<?>> types = new LinkedHashSet<>();
        for (Class<?> each : JettyHttpClientMember.withSuperTypes(original.getClass())) {
            String name = each.getName();
            if (name.endsWith(".ContentProvider") || name.endsWith("$Typed") || name.endsWith(".Request$Content")) {
                types.add(each);
            }
        }
        return types;
    }

    @Override
    public @Nullable Object invoke(Object self, Method method, Object @Nullable [] arguments) throws Throwable {
        String name = method.getName();
        boolean ofOriginal = name.equals("getLength") || name.equals("getContentType");
        try {
            return method.invoke(ofOriginal ? original : held, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    /** Each version has one of these. */
    private static Object ofBytes(Object original, byte[] bytes) {
        for (String name : OF_BYTES) {
            if (name.endsWith("Provider") == original instanceof Iterable && isThere(name)) {
                return ofBytes(name, bytes);
            }
        }
        throw new IllegalStateException("this version has no content of bytes");
    }

    private static Object ofBytes(String name, byte[] bytes) {
        try {
            return Member.type(name).getConstructor(byte[][].class).newInstance((Object) new byte[][] {bytes});
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(name + " cannot be made", e);
        }
    }

    private static boolean isThere(String name) {
        try {
            Class.forName(name);
            return true;
        } catch (ClassNotFoundException ofAnotherVersion) {
            return false;
        }
    }
}
