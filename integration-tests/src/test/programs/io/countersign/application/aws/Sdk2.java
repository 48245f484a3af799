package io.countersign.application.aws;

import io.countersign.application.Client;
import io.countersign.application.Request;
import io.countersign.application.Response;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsAsyncClient;
import software.amazon.awssdk.services.sts.StsClient;

/** AWS's SDK 2, which signs what it sends over one of its HTTP clients; each request asks who it is. */
public final class Sdk2 implements Client {

    private final boolean asynchronous;

    private Sdk2(boolean asynchronous) {
        this.asynchronous = asynchronous;
    }

    /** Over HttpURLConnection, with the key that the system properties have. */
    public static Client urlConnection() {
        return over("urlconnection.UrlConnection");
    }

    /** Over Apache HttpClient. */
    public static Client apache() {
        return over("apache.Apache");
    }

    private static Client over(String http) {
        System.setProperty(
                "software.amazon.awssdk.http.service.impl", "software.amazon.awssdk.http." + http + "SdkHttpService");
        return new Sdk2(false);
    }

    /** Over the asynchronous HTTP client that it finds. */
    public static Client asynchronous() {
        return new Sdk2(true);
    }

    @Override
    public Response send(Request request) {
        StaticCredentialsProvider key = StaticCredentialsProvider.create(AwsBasicCredentials.create(
                System.getProperty("application.access-key-id"), System.getProperty("application.secret-access-key")));
        URI endpoint = URI.create(request.url());
        String arn = asynchronous
                ? StsAsyncClient.builder()
                        .region(Region.EU_CENTRAL_1)
                        .credentialsProvider(key)
                        .endpointOverride(endpoint)
                        .build()
                        .getCallerIdentity()
                        .join()
                        .arn()
                : StsClient.builder()
                        .region(Region.EU_CENTRAL_1)
                        .credentialsProvider(key)
                        .endpointOverride(endpoint)
                        .build()
                        .getCallerIdentity()
                        .arn();
        return Response.of(200, arn.getBytes(StandardCharsets.UTF_8));
    }
}
