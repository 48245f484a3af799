package io.countersign.agent.adapter;

import io.countersign.agent.hop.BodyNeed;
import io.countersign.agent.hop.ReadableBody;
import io.countersign.request.BodyNotReadableException;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The content of a request of Jetty's client; what is not in memory is read in a thread that may wait, and held there. */
final class JettyHttpClientBody implements ReadableBody {

    private static final long PATIENCE_SECONDS = 30;

    /** Contents that Jetty brings and that are in memory, of versions 9 and of those after it. */
    private static final Set<String> IN_MEMORY = new HashSet<>(Arrays.asList(
            "BytesContentProvider",
            "ByteBufferContentProvider",
            "StringContentProvider",
            "FormContentProvider",
            "BytesRequestContent",
            "ByteBufferRequestContent",
            "StringRequestContent",
            "FormRequestContent"));

    private static final String JETTY = "org.eclipse.jetty.client.";

    private final Object request;
    private boolean replaceable;
    private boolean passedOn;

    JettyHttpClientBody(Object request) {
        this.request = request;
    }

    /** Says that another content can still take the place of this one. */
    void mayBeReplaced(BodyNeed need) {
        replaceable = true;
        passedOn = need.isPassedOn();
    }

    /** What the client makes a header of; null where there is none. */
    @Nullable
    String type() {
        Object content = of(request);
        return content == null ? null : (String) JettyHttpClientMember.callIfAny(content, "getContentType");
    }

    /** Whether it can be had without waiting for anybody. */
    boolean isAtHand() {
        Object content = of(request);
        return content == null || isInMemory(content) || JettyHttpClientContent.behind(content) != null;
    }

    @Override
    public byte[] bytes(long limit) throws IOException {
        Object content = of(request);
        if (content == null) {
            return new byte[0];
        }
        long length = (Long) JettyHttpClientMember.get(content, "getLength");
        BoundedBuffer.check(length, limit);
        JettyHttpClientContent held = JettyHttpClientContent.behind(content);
        if (held != null) {
            return held.bytes(limit);
        }
        if (isInMemory(content)) {
            return read(content, limit);
        }
        checkReadable(length);
        byte[] bytes = read(content, limit);
        replace(content, bytes);
        return bytes;
    }

    /** Once begun, a body that turns out to be too long is lost. */
    private void checkReadable(long length) throws BodyNotReadableException {
        if (!replaceable) {
            throw new BodyNotReadableException("it is streamed to a connection that the application holds");
        }
        if (passedOn && length < 0) {
            throw new BodyNotReadableException("it is streamed, and nobody knows how long it is");
        }
    }

    /** Whether the content can be sent again; if so, it begins anew. */
    static boolean rewind(Object request) {
        Object content = of(request);
        if (content == null) {
            return true;
        }
        for (String question : new String[] {"rewind", "isReproducible"}) {
            if (JettyHttpClientMember.has(content, question)) {
                return (Boolean) JettyHttpClientMember.get(content, question);
            }
        }
        return isInMemory(content) || JettyHttpClientContent.behind(content) != null;
    }

    /** From version 10 on the client itself gives an empty content to a request that has none; a copy needs it no more. */
    static void removeEmpty(Object copy) {
        Object content = of(copy);
        if (content != null
                && (Long) JettyHttpClientMember.get(content, "getLength") == 0
                && new JettyHttpClientHop(copy).header("Content-Length") == null) {
            JettyHttpClientMember.call(copy, setter(copy), (Object) null);
        }
    }

    private static boolean isInMemory(Object content) {
        Class<?> type = content.getClass();
        return type.getName().startsWith(JETTY) && IN_MEMORY.contains(type.getSimpleName());
    }

    private static byte[] read(Object content, long limit) throws IOException {
        JettyHttpClientReader reader = new JettyHttpClientReader(content, limit, PATIENCE_SECONDS);
        if (content instanceof Iterable) {
            reader.iterate();
        } else if (JettyHttpClientMember.has(content, "read")) {
            reader.pull();
        } else {
            reader.subscribe();
        }
        byte[] bytes = reader.bytes();
        if (isInMemory(content)) {
            JettyHttpClientMember.callIfAny(content, "rewind");
        }
        return bytes;
    }

    private void replace(Object content, byte[] bytes) {
        JettyHttpClientContent held = JettyHttpClientContent.of(content, bytes);
        Object stand = Proxy.newProxyInstance(
                JettyHttpClientBody.class.getClassLoader(), held.types().toArray(new Class<?>[0]), held);
        JettyHttpClientMember.call(request, setter(request), stand);
    }

    private static String setter(Object request) {
        return JettyHttpClientMember.has(request, "getBody") ? "body" : "content";
    }

    private static @Nullable Object of(Object request) {
        String getter = JettyHttpClientMember.has(request, "getBody") ? "getBody" : "getContent";
        return JettyHttpClientMember.call(request, getter);
    }
}
