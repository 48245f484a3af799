package io.countersign.application.unirest;

import io.countersign.application.Client;
import io.countersign.application.Request;
import io.countersign.application.Response;
import kong.unirest.HttpResponse;
import kong.unirest.Unirest;

/** Unirest of Kong, 3. */
public final class KongUnirest implements Client {

    /** As it comes. */
    public static Client client() {
        return new KongUnirest();
    }

    @Override
    public Response send(Request request) {
        HttpResponse<byte[]> answer = request.method().equals("GET")
                ? Unirest.get(request.url()).asBytes()
                : Unirest.post(request.url()).body(request.body().bytes()).asBytes();
        return Response.of(answer.getStatus(), answer.getBody());
    }
}
