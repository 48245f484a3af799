package com.example.orders;

import java.io.IOException;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** OkHttp. */
final class OkHttpLibrary implements Library {

    private final OkHttpClient client = new OkHttpClient();

    @Override
    public String name() {
        return "OkHttp";
    }

    @Override
    public int get(String url) throws IOException {
        return status(new Request.Builder().url(url).build());
    }

    @Override
    public int post(String url, String json) throws IOException {
        RequestBody body = RequestBody.create(json, MediaType.get("application/json"));
        return status(new Request.Builder().url(url).post(body).build());
    }

    private int status(Request request) throws IOException {
        try (Response response = client.newCall(request).execute()) {
            return response.code();
        }
    }
}
