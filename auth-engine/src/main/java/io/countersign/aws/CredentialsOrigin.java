package io.countersign.aws;

import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;

/** Where the SDK looks for credentials, and what to tell who has none there. */
interface CredentialsOrigin {

    /** A provider that has asked nobody yet. */
    AwsCredentialsProvider open();

    /** What is missing, where was looked, and the remedy, in one line. */
    String nothingFound(String said);

    /** The SDK's default provider chain. */
    static CredentialsOrigin defaultChain() {
        return new CredentialsOrigin() {
            @Override
            public AwsCredentialsProvider open() {
                return DefaultCredentialsProvider.builder().build();
            }

            @Override
            public String nothingFound(String said) {
                return "no AWS credentials found; looked in system properties, environment,"
                        + " web identity, profile, container, instance metadata; set AWS_ACCESS_KEY_ID and"
                        + " AWS_SECRET_ACCESS_KEY, name a profile with AWS_PROFILE, give the machine a role, or set"
                        + " access-key-id and secret-access-key of the identity (the AWS SDK says: " + said + ")";
            }
        };
    }

    /** A profile in the files of the AWS configuration. */
    static CredentialsOrigin profile(String name) {
        return new CredentialsOrigin() {
            @Override
            public AwsCredentialsProvider open() {
                return ProfileCredentialsProvider.builder().profileName(name).build();
            }

            @Override
            public String nothingFound(String said) {
                return "the AWS profile '" + name + "' gives no credentials; looked in AWS_CONFIG_FILE and"
                        + " AWS_SHARED_CREDENTIALS_FILE, else in ~/.aws/config and ~/.aws/credentials; correct the profile"
                        + " there, or the identity's profile (the AWS SDK says: " + said + ")";
            }
        };
    }
}
