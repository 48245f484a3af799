package io.countersign.aws;

import io.countersign.secret.Secret;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** Our credentials in the SDK's form, for calls that it signs. */
public final class SdkCredentials {

    private SdkCredentials() {}

    /** Always these. */
    public static AwsCredentialsProvider providerOf(AwsCredentials credentials) {
        String keyId = credentials.accessKeyId();
        String key = credentials.secretAccessKey().reveal();
        Secret token = credentials.sessionToken();
        return StaticCredentialsProvider.create(
                token == null
                        ? AwsBasicCredentials.create(keyId, key)
                        : AwsSessionCredentials.create(keyId, key, token.reveal()));
    }
}
