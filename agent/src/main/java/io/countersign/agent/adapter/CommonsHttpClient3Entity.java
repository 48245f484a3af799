package io.countersign.agent.adapter;

import io.countersign.request.BodyNotReadableException;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.commons.httpclient.HttpMethod;
import org.apache.commons.httpclient.methods.ByteArrayRequestEntity;
import org.apache.commons.httpclient.methods.EntityEnclosingMethod;
import org.apache.commons.httpclient.methods.ExpectContinueMethod;
import org.apache.commons.httpclient.methods.RequestEntity;
import org.apache.commons.httpclient.methods.StringRequestEntity;
import org.jspecify.annotations.Nullable;

/** What was read from an entity, or is still being read, described as that entity. */
final class CommonsHttpClient3Entity implements RequestEntity {

    private final RequestEntity application;
    private final BodyWriter content;
    private final boolean repeatable;

    private CommonsHttpClient3Entity(RequestEntity application, BodyWriter content, boolean repeatable) {
        this.application = application;
        this.content = content;
        this.repeatable = repeatable;
    }

    /** Other methods with a body write it by themselves: the multipart method that version 3 deprecates. */
    static void checkNone(HttpMethod method) throws BodyNotReadableException {
        if (method instanceof ExpectContinueMethod && !(method instanceof EntityEnclosingMethod)) {
            throw new BodyNotReadableException(method.getClass().getName() + " writes it without an entity");
        }
    }

    /**
     * The body, which takes the place of the application's entity where that could be written once only, or otherwise
     * another time.
     */
    static byte[] read(EntityEnclosingMethod method, RequestEntity entity, long limit, boolean passedOn)
            throws IOException {
        BoundedBuffer.check(entity.getContentLength(), limit);
        byte[] bytes = bytes(method, entity, limit, passedOn);
        if (!isInMemory(entity)) {
            method.setRequestEntity(new CommonsHttpClient3Entity(entity, out -> out.write(bytes), true));
        }
        return bytes;
    }

    /** One that can be written once, and would be sent even if it is too long, must not be lost by the attempt. */
    private static byte[] bytes(EntityEnclosingMethod method, RequestEntity entity, long limit, boolean passedOn)
            throws IOException {
        boolean kept = entity.getContentLength() >= 0 || entity.isRepeatable();
        if (kept || !passedOn) {
            return BoundedBuffer.read(entity::writeRequest, limit);
        }
        RelayedBody relayed = RelayedBody.of(entity::writeRequest, limit);
        try {
            return relayed.bytes();
        } catch (BodyNotReadableException e) {
            method.setRequestEntity(new CommonsHttpClient3Entity(entity, relayed::sendTo, false));
            throw e;
        }
    }

    /** A form's parameters are lost when another entity is set. */
    private static boolean isInMemory(RequestEntity entity) {
        return entity instanceof ByteArrayRequestEntity
                || entity instanceof StringRequestEntity
                || (entity instanceof CommonsHttpClient3Entity && entity.isRepeatable());
    }

    @Override
    public boolean isRepeatable() {
        return repeatable;
    }

    @Override
    public void writeRequest(OutputStream out) throws IOException {
        content.writeTo(out);
    }

    @Override
    public long getContentLength() {
        return application.getContentLength();
    }

    @Override
    public @Nullable String getContentType() {
        return application.getContentType();
    }
}
