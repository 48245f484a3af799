package io.countersign.application.retrofit;

import okhttp3.RequestBody;
import okhttp3.ResponseBody;
import retrofit2.Call;
import retrofit2.http.Body;
import retrofit2.http.GET;
import retrofit2.http.POST;
import retrofit2.http.Url;

/** An API as its user describes it to Retrofit. */
public interface Service {

    /** A GET there. */
    @GET
    Call<ResponseBody> get(@Url String there);

    /** A POST there. */
    @POST
    Call<ResponseBody> post(@Url String there, @Body RequestBody body);
}
