package io.countersign.application.apache4;

import io.countersign.application.Body;
import java.io.IOException;
import org.apache.http.HttpEntity;
import org.apache.http.entity.ByteArrayEntity;
import org.apache.http.entity.InputStreamEntity;

/** Bodies as entities; with classes that HttpCore has since 4.0, where nothing makes a form or compresses. */
final class Entities {

    private Entities() {}

    static HttpEntity of(Body body) throws IOException {
        switch (body.kind()) {
            case BYTES:
            case EXPECT:
                return new ByteArrayEntity(body.bytes());
            case GZIP:
                WrittenEntity compressed = new WrittenEntity(out -> out.write(body.compressed()), false);
                compressed.setContentEncoding("gzip");
                return compressed;
            case MULTIPART:
                return form(body);
            case VARYING:
                return new WrittenEntity(body::writeTo, true);
            case NESTING:
            case BROKEN:
                return new WrittenEntity(body::writeTo, false);
            default:
                return new InputStreamEntity(body.open(), body.length());
        }
    }

    private static HttpEntity form(Body body) {
        String boundary = Body.boundary();
        WrittenEntity form = new WrittenEntity(out -> out.write(body.form(boundary)), false);
        form.setContentType("multipart/form-data; boundary=" + boundary);
        return form;
    }
}
