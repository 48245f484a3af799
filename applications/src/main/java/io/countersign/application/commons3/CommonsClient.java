package io.countersign.application.commons3;

import io.countersign.application.Body;
import io.countersign.application.Client;
import io.countersign.application.Request;
import io.countersign.application.Response;
import java.io.IOException;
import org.apache.commons.httpclient.HttpClient;
import org.apache.commons.httpclient.HttpMethod;
import org.apache.commons.httpclient.HttpMethodBase;
import org.apache.commons.httpclient.MultiThreadedHttpConnectionManager;
import org.apache.commons.httpclient.methods.ByteArrayRequestEntity;
import org.apache.commons.httpclient.methods.EntityEnclosingMethod;
import org.apache.commons.httpclient.methods.InputStreamRequestEntity;
import org.apache.commons.httpclient.methods.RequestEntity;
import org.apache.commons.httpclient.methods.multipart.ByteArrayPartSource;
import org.apache.commons.httpclient.methods.multipart.FilePart;
import org.apache.commons.httpclient.methods.multipart.MultipartRequestEntity;
import org.apache.commons.httpclient.methods.multipart.Part;
import org.apache.commons.httpclient.params.HttpMethodParams;

/** Commons HttpClient 3, with a pool of connections. */
public final class CommonsClient implements Client {

    private static final String ANY_TYPE = "application/octet-stream";

    private final HttpClient http = new HttpClient(new MultiThreadedHttpConnectionManager());

    private CommonsClient() {}

    /** As most applications make it. */
    public static Client pooled() {
        return new CommonsClient();
    }

    @Override
    public Response send(Request request) throws IOException {
        HttpMethodBase method = method(request);
        request.headers().forEach((name, value) -> setHeader(method, name, value));
        try {
            int status = http.executeMethod(method);
            return Response.of(status, method.getResponseBody());
        } finally {
            method.releaseConnection();
        }
    }

    /** This library writes the Host itself, and is told of a virtual one otherwise. */
    private static void setHeader(HttpMethod method, String name, String value) {
        if (name.equalsIgnoreCase("Host")) {
            method.getParams().setVirtualHost(value.replaceAll(":.*", ""));
        } else {
            method.addRequestHeader(name, value);
        }
    }

    private static HttpMethodBase method(Request request) throws IOException {
        Body body = request.body();
        if (!body.isPresent()) {
            return new EmptyMethod(request.method(), request.url());
        }
        NamedMethod method = new NamedMethod(request.method(), request.url());
        method.getParams().setBooleanParameter(HttpMethodParams.USE_EXPECT_CONTINUE, body.kind() == Body.Kind.EXPECT);
        if (body.kind() == Body.Kind.GZIP) {
            method.addRequestHeader("Content-Encoding", "gzip");
        }
        method.setRequestEntity(entity(body, method));
        return method;
    }

    private static RequestEntity entity(Body body, EntityEnclosingMethod method) throws IOException {
        switch (body.kind()) {
            case BYTES:
            case EXPECT:
                return new ByteArrayRequestEntity(body.bytes());
            case GZIP:
                return new WrittenEntity(out -> out.write(body.compressed()), false);
            case MULTIPART:
                Part file = new FilePart("file", new ByteArrayPartSource("file", body.bytes()), ANY_TYPE, null);
                return new MultipartRequestEntity(new Part[] {file}, method.getParams());
            case VARYING:
                return new WrittenEntity(body::writeTo, true);
            case NESTING:
            case BROKEN:
                return new WrittenEntity(body::writeTo, false);
            default:
                return new InputStreamRequestEntity(body.open(), body.length());
        }
    }
}
