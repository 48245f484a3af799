package io.countersign.aws;

import io.countersign.secret.Secret;
import software.amazon.awssdk.services.sts.model.Credentials;

/** The credentials in an answer of AWS STS. */
final class StsCredentials {

    private StsCredentials() {}

    static AwsCredentials of(Credentials given) {
        return AwsCredentials.of(
                given.accessKeyId(),
                Secret.of(given.secretAccessKey()),
                Secret.of(given.sessionToken()),
                given.expiration());
    }
}
