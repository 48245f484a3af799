package io.countersign.application.apache5;

import io.countersign.application.Body;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.Executor;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.nio.support.classic.AbstractClassicEntityProducer;
import org.jspecify.annotations.Nullable;

/** An entity of the classic API, which a thread of the application's writes while the connection takes it. */
final class WritingProducer extends AbstractClassicEntityProducer {

    private static final int BUFFER = 4096;

    private final HttpEntity entity;

    private WritingProducer(HttpEntity entity, Executor writers) {
        super(BUFFER, ContentType.parse(entity.getContentType()), writers);
        this.entity = entity;
    }

    static WritingProducer of(Body body, Executor writers) {
        try {
            return new WritingProducer(ClassicClient.entity(body), writers);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    protected void produceData(ContentType type, OutputStream out) throws IOException {
        entity.writeTo(out);
        out.flush();
    }

    @Override
    public @Nullable String getContentEncoding() {
        return entity.getContentEncoding();
    }
}
