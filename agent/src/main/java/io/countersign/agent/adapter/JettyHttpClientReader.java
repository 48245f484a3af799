package io.countersign.agent.adapter;

import io.countersign.agent.hop.Refusal;
import io.countersign.request.BodyNotReadableException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Reads a content of Jetty's client as far as a rule's limit, as its version has it: iterated, subscribed to, or pulled. */
final class JettyHttpClientReader {

    private final Object content;
    private final long limit;
    private final BoundedBuffer buffer;
    private final long end;
    private final Semaphore signs = new Semaphore(0);
    private boolean ended;
    private @Nullable Throwable failure;

    JettyHttpClientReader(Object content, long limit, long patienceSeconds) {
        this.content = content;
        this.limit = limit;
        this.buffer = new BoundedBuffer(limit);
        this.end = System.nanoTime() + TimeUnit.SECONDS.toNanos(patienceSeconds);
    }

    byte[] bytes() {
        return buffer.toByteArray();
    }

    /** Version 9: a provider of buffers; one that is written to by the application has none for a while. */
    void iterate() throws IOException {
        try {
            listen();
            Iterator<?> parts = ((Iterable<?>) content).iterator();
            while (parts.hasNext()) {
                Object part = parts.next();
                if (part == null) {
                    await();
                } else {
                    keep((ByteBuffer) part);
                    JettyHttpClientMember.callIfAny(parts, "succeeded");
                }
            }
            if (parts instanceof Closeable) {
                ((Closeable) parts).close();
            }
        } catch (IOException e) {
            throw asOfApplication(e);
        } catch (RuntimeException e) {
            throw new Refusal(new IOException("the body could not be read: " + e.getMessage(), e));
        }
    }

    /** Has an asynchronous provider say when it has more. */
    private void listen() {
        for (Method method : content.getClass().getMethods()) {
            if (method.getName().equals("setListener") && method.getParameterCount() == 1) {
                Class<?> type = method.getParameterTypes()[0];
                JettyHttpClientMember.call(content, "setListener", proxy(type, (self, called, arguments) -> {
                    signs.release();
                    return null;
                }));
                return;
            }
        }
    }

    /** Versions 10 and 11: a consumer that asks for one part after the other. */
    void subscribe() throws IOException {
        Class<?> type = consumer();
        Object consumer = proxy(type, (self, called, arguments) -> {
            consume(called.getName(), arguments);
            return null;
        });
        Object subscription = JettyHttpClientMember.call(content, "subscribe", consumer, true);
        while (!hasEnded()) {
            JettyHttpClientMember.call(subscription == null ? content : subscription, "demand");
            await();
        }
        Throwable cause = failure;
        if (cause != null) {
            throw asOfApplication(cause);
        }
    }

    private Class<?> consumer() {
        for (Method method : content.getClass().getMethods()) {
            if (method.getName().equals("subscribe") && method.getParameterCount() == 2) {
                return method.getParameterTypes()[0];
            }
        }
        throw new IllegalStateException(content.getClass() + " cannot be read");
    }

    private void consume(String called, @Nullable Object... arguments) {
        if (called.equals("onContent")) {
            Object callback = arguments[2];
            receive((ByteBuffer) arguments[0], Boolean.TRUE.equals(arguments[1]));
            if (callback != null) {
                JettyHttpClientMember.call(callback, "succeeded");
            }
            signs.release();
        } else if (called.equals("onFailure")) {
            end((Throwable) arguments[0]);
            signs.release();
        }
    }

    private synchronized void receive(@Nullable ByteBuffer part, boolean last) {
        try {
            if (part != null) {
                keep(part);
            }
            ended |= last;
        } catch (IOException tooLong) {
            end(tooLong);
        }
    }

    private synchronized void end(@Nullable Throwable cause) {
        failure = cause;
        ended = true;
    }

    private synchronized boolean hasEnded() {
        return ended;
    }

    /** Version 12: a source that is asked for the next part, and says when it has one. */
    void pull() throws IOException {
        boolean last = false;
        while (!last) {
            Object chunk = JettyHttpClientMember.call(content, "read");
            if (chunk == null) {
                JettyHttpClientMember.call(content, "demand", (Runnable) signs::release);
                await();
                continue;
            }
            Object cause = JettyHttpClientMember.call(chunk, "getFailure");
            if (cause != null) {
                throw asOfApplication((Throwable) cause);
            }
            last = (Boolean) JettyHttpClientMember.get(chunk, "isLast");
            Object part = JettyHttpClientMember.call(chunk, "getByteBuffer");
            if (part != null) {
                keep((ByteBuffer) part);
            }
            JettyHttpClientMember.call(chunk, "release");
        }
    }

    private void keep(ByteBuffer part) throws BodyNotReadableException {
        if (!buffer.fits(part.remaining())) {
            throw new BodyNotReadableException("it has more than " + limit + " bytes, which is the limit");
        }
        byte[] bytes = new byte[part.remaining()];
        part.get(bytes);
        buffer.append(bytes, 0, bytes.length);
    }

    private void await() throws IOException {
        try {
            if (!signs.tryAcquire(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                throw new Refusal(new IOException("the body did not come in time to be signed"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refusal(new InterruptedIOException("interrupted while the body was read"));
        }
    }

    private static IOException asOfApplication(Throwable cause) {
        if (cause instanceof BodyNotReadableException || cause instanceof Refusal) {
            return (IOException) cause;
        }
        return new Refusal(cause instanceof IOException ? cause : new IOException(String.valueOf(cause), cause));
    }

    private static Object proxy(Class<?> type, InvocationHandler handler) {
        return Proxy.newProxyInstance(JettyHttpClientReader.class.getClassLoader(), new Class<?>[] {type}, handler);
    }
}
