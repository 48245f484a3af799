package io.countersign.application.aws;

import com.amazonaws.auth.AWSStaticCredentialsProvider;
import com.amazonaws.auth.BasicAWSCredentials;
import com.amazonaws.client.builder.AwsClientBuilder.EndpointConfiguration;
import com.amazonaws.services.securitytoken.AWSSecurityTokenService;
import com.amazonaws.services.securitytoken.AWSSecurityTokenServiceClientBuilder;
import com.amazonaws.services.securitytoken.model.GetCallerIdentityRequest;
import io.countersign.application.Client;
import io.countersign.application.Request;
import io.countersign.application.Response;
import java.nio.charset.StandardCharsets;

/** AWS's SDK 1, which signs what it sends; each request asks who it is. */
public final class Sdk1 implements Client {

    /** With the key that the system properties have. */
    public static Client client() {
        return new Sdk1();
    }

    @Override
    public Response send(Request request) {
        BasicAWSCredentials key = new BasicAWSCredentials(
                System.getProperty("application.access-key-id"), System.getProperty("application.secret-access-key"));
        AWSSecurityTokenService sts = AWSSecurityTokenServiceClientBuilder.standard()
                .withCredentials(new AWSStaticCredentialsProvider(key))
                .withEndpointConfiguration(new EndpointConfiguration(request.url(), "eu-central-1"))
                .build();
        String arn = sts.getCallerIdentity(new GetCallerIdentityRequest()).getArn();
        return Response.of(200, arn.getBytes(StandardCharsets.UTF_8));
    }
}
