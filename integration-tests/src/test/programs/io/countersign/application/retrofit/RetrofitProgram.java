package io.countersign.application.retrofit;

import io.countersign.application.Client;
import io.countersign.application.Request;
import io.countersign.application.Response;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okhttp3.ResponseBody;
import retrofit2.Retrofit;

/** Retrofit 2. */
public final class RetrofitProgram implements Client {

    private static final MediaType BINARY = MediaType.parse("application/octet-stream");

    private final Service service =
            new Retrofit.Builder().baseUrl("http://127.0.0.1/").build().create(Service.class);

    /** As it comes. */
    public static Client client() {
        return new RetrofitProgram();
    }

    @Override
    public Response send(Request request) throws Exception {
        retrofit2.Response<ResponseBody> answer = request.method().equals("GET")
                ? service.get(request.url()).execute()
                : service.post(
                                request.url(),
                                RequestBody.create(BINARY, request.body().bytes()))
                        .execute();
        ResponseBody body = answer.isSuccessful() ? answer.body() : answer.errorBody();
        return Response.of(answer.code(), body == null ? null : body.bytes());
    }
}
