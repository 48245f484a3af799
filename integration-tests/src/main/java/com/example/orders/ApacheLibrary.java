package com.example.orders;

import java.io.IOException;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.client.methods.HttpGet;
import org.apache.http.client.methods.HttpPost;
import org.apache.http.client.methods.HttpUriRequest;
import org.apache.http.entity.ContentType;
import org.apache.http.entity.StringEntity;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClients;
import org.apache.http.util.EntityUtils;

/** Apache HttpClient 4. */
final class ApacheLibrary implements Library {

    private final CloseableHttpClient client = HttpClients.createDefault();

    @Override
    public String name() {
        return "Apache HttpClient";
    }

    @Override
    public int get(String url) throws IOException {
        return status(new HttpGet(url));
    }

    @Override
    public int post(String url, String json) throws IOException {
        HttpPost post = new HttpPost(url);
        post.setEntity(new StringEntity(json, ContentType.APPLICATION_JSON));
        return status(post);
    }

    private int status(HttpUriRequest request) throws IOException {
        try (CloseableHttpResponse response = client.execute(request)) {
            EntityUtils.consume(response.getEntity());
            return response.getStatusLine().getStatusCode();
        }
    }
}
