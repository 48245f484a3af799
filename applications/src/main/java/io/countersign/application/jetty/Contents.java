package io.countersign.application.jetty;

import io.countersign.application.Body;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;

/** What a request brings along, as a content of Jetty's. */
final class Contents {

    private final Object content;

    private Contents(Object content) {
        this.content = content;
    }

    static Contents of(Body body) throws Exception {
        switch (body.kind()) {
            case BYTES:
            case EXPECT:
                return ofBytes(body.bytes());
            case GZIP:
                return ofBytes(body.compressed());
            case MULTIPART:
                return ofBytes(body.form(Body.boundary()));
            default:
                return ofStream(body.open());
        }
    }

    void setOn(Object request) throws InvocationTargetException {
        Names.call(request, isProvider() ? "content" : "body", content);
    }

    private static Contents ofBytes(byte[] bytes) throws Exception {
        String type = isProvider() ? "BytesContentProvider" : "BytesRequestContent";
        return new Contents(Names.made(type, (Object) new byte[][] {bytes}));
    }

    private static Contents ofStream(InputStream stream) throws Exception {
        String type = isProvider() ? "InputStreamContentProvider" : "InputStreamRequestContent";
        return new Contents(Names.made(type, stream));
    }

    /** Up to version 9. */
    private static boolean isProvider() {
        return !Names.has("BytesRequestContent");
    }
}
