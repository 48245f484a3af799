package io.countersign.application.unirest;

import com.mashape.unirest.http.HttpResponse;
import com.mashape.unirest.http.Unirest;
import io.countersign.application.Body;
import io.countersign.application.Client;
import io.countersign.application.Request;
import io.countersign.application.Response;
import java.io.InputStream;

/** Unirest of Mashape. */
public final class MashapeUnirest implements Client {

    /** As it comes. */
    public static Client client() {
        return new MashapeUnirest();
    }

    @Override
    public Response send(Request request) throws Exception {
        HttpResponse<InputStream> answer = request.method().equals("GET")
                ? Unirest.get(request.url()).asBinary()
                : Unirest.post(request.url()).body(request.body().bytes()).asBinary();
        InputStream body = answer.getBody();
        return Response.of(answer.getStatus(), body == null ? null : Body.readAll(body));
    }
}
