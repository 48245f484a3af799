package io.countersign.sigv4;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

final class AwsEndpointTest {

    @ParameterizedTest
    @CsvSource({
        "abcdefghijklmnopqrstuvwxyz.appsync-api.us-east-1.amazonaws.com,          appsync, us-east-1",
        "abcdefghijklmnopqrstuvwxyz.appsync-realtime-api.eu-central-1.amazonaws.com, appsync, eu-central-1",
        "a1b2c3.execute-api.eu-west-1.amazonaws.com,                              execute-api, eu-west-1",
        "a1b2c3.execute-api.cn-north-1.amazonaws.com.cn,                          execute-api, cn-north-1",
        "a1b2c3-vpce-0123.execute-api.us-east-1.amazonaws.com,                    execute-api, us-east-1",
        "vpce-0123-abc.execute-api.us-east-1.vpce.amazonaws.com,                  execute-api, us-east-1",
        "abcdefghij.lambda-url.us-west-2.on.aws,                                  lambda, us-west-2",
        "search-orders-abc.us-east-2.es.amazonaws.com,                            es, us-east-2",
        "vpc-orders-abc.us-gov-west-1.es.amazonaws.com,                           es, us-gov-west-1",
        "abc.us-east-1.aoss.amazonaws.com,                                        aoss, us-east-1",
        "orders-0123.7d67968.vpc-lattice-svcs.us-west-2.on.aws,                   vpc-lattice-svcs, us-west-2",
        "s3.amazonaws.com,                                                        s3, us-east-1",
        "bucket.s3.amazonaws.com,                                                 s3, us-east-1",
        "s3.eu-west-1.amazonaws.com,                                              s3, eu-west-1",
        "bucket.with.dots.s3.eu-west-1.amazonaws.com,                             s3, eu-west-1",
        "execute-api.s3.eu-west-1.amazonaws.com,                                  s3, eu-west-1",
        "s3.dualstack.eu-west-1.amazonaws.com,                                    s3, eu-west-1",
        "bucket.s3.dualstack.eu-west-1.amazonaws.com,                             s3, eu-west-1",
        "bucket.s3-fips.us-gov-west-1.amazonaws.com,                              s3, us-gov-west-1",
        "bucket.s3-fips.dualstack.us-east-1.amazonaws.com,                        s3, us-east-1",
        "s3-eu-west-1.amazonaws.com,                                              s3, eu-west-1",
        "bucket.s3-eu-west-1.amazonaws.com,                                       s3, eu-west-1",
        "bucket.s3.cn-north-1.amazonaws.com.cn,                                   s3, cn-north-1",
        "point-123456789012.s3-accesspoint.us-east-1.amazonaws.com,               s3, us-east-1",
        "123456789012.s3-control.us-east-1.amazonaws.com,                         s3, us-east-1",
        "point-123.op-0123.s3-outposts.us-east-1.amazonaws.com,                   s3-outposts, us-east-1",
        "point-123456789012.s3-object-lambda.us-east-1.amazonaws.com,             s3-object-lambda, us-east-1",
        "bucket.bucket.vpce-0123.s3.us-east-1.vpce.amazonaws.com,                 s3, us-east-1",
        "dynamodb.ap-southeast-2.amazonaws.com,                                   dynamodb, ap-southeast-2",
        "123456789012.ddb.us-east-1.amazonaws.com,                                dynamodb, us-east-1",
        "streams.dynamodb.us-east-1.amazonaws.com,                                dynamodb, us-east-1",
        "sqs.us-east-1.amazonaws.com,                                             sqs, us-east-1",
        "us-west-2.queue.amazonaws.com,                                           sqs, us-west-2",
        "queue.amazonaws.com,                                                     sqs, us-east-1",
        "kms-fips.us-east-1.amazonaws.com,                                        kms, us-east-1",
        "vpce-0123-abc.kms.eu-west-1.vpce.amazonaws.com,                          kms, eu-west-1",
        "sts.eu-west-1.amazonaws.com,                                             sts, eu-west-1",
        "sts.cn-north-1.amazonaws.com.cn,                                         sts, cn-north-1",
        "sts.amazonaws.com,                                                       sts, us-east-1",
        "iam.amazonaws.com,                                                       iam, us-east-1",
        "api.ecr.eu-west-1.amazonaws.com,                                         ecr, eu-west-1",
        "runtime.sagemaker.eu-west-1.amazonaws.com,                               sagemaker, eu-west-1",
        "bedrock-runtime.us-east-1.amazonaws.com,                                 bedrock, us-east-1",
        "email.eu-west-1.amazonaws.com,                                           ses, eu-west-1",
        "lambda.eu-west-1.api.aws,                                                lambda, eu-west-1",
        "dynamodb.eusc-de-east-1.amazonaws.com,                                   dynamodb, eusc-de-east-1",
        "dynamodb.eusc-de-east-1.amazonaws.eu,                                    dynamodb, eusc-de-east-1",
        "a1b2c3.execute-api.us-iso-east-1.c2s.ic.gov,                             execute-api, us-iso-east-1",
        "bucket.s3.us-isob-east-1.sc2s.sgov.gov,                                  s3, us-isob-east-1",
        "search-orders-abc.eu-isoe-west-1.es.cloud.adc-e.uk,                      es, eu-isoe-west-1",
        "sqs.us-isof-south-1.csp.hci.ic.gov,                                      sqs, us-isof-south-1",
        "iam.us-gov.amazonaws.com,                                                iam, us-gov-west-1",
        "route53.amazonaws.com.cn,                                                route53, cn-northwest-1",
        "search-orders-abc.aos.us-east-2.on.aws,                                  es, us-east-2",
        "db.cluster-abc.us-east-1.neptune.amazonaws.com,                          neptune-db, us-east-1",
        "aps-workspaces.eu-west-1.amazonaws.com,                                  aps, eu-west-1",
        "abc123-ats.iot.eu-west-1.amazonaws.com,                                  iotdata, eu-west-1",
        "ingest-cell1.timestream.us-east-1.amazonaws.com,                         timestream, us-east-1",
        "API.Execute-Api.EU-West-1.AmazonAWS.com.,                                execute-api, eu-west-1",
    })
    void serviceAndRegionStandInTheName(String host, String service, String region) {
        assertThat(AwsEndpoint.ofHost(host)).isEqualTo(AwsEndpoint.of(service, region));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "amazonaws.com",
                ".amazonaws.com",
                "api.example.com",
                "localhost",
                "127.0.0.1",
                "::1",
                "a.execute-api.eu-west-1.evilamazonaws.com",
                "a.execute-api.eu-west-1.amazonaws.com.evil.example",
                "execute-api.eu-west-1.amazonaws.com",
                "a.lambda-url.eu-west-1.on.aws.example.com",
                "lambda-url.eu-west-1.on.aws",
                "ec2-1-2-3-4.us-west-2.compute.amazonaws.com",
                "ec2-1-2-3-4.compute-1.amazonaws.com",
                "orders-123.eu-west-1.elb.amazonaws.com",
                "ABC.gr7.eu-west-1.eks.amazonaws.com",
                "123456789012.dkr.ecr.eu-west-1.amazonaws.com",
                "vpce-0123.vpce-svc-0456.us-east-1.vpce.amazonaws.com",
                "bucket.s3-accelerate.amazonaws.com",
                "bucket.s3-website-us-east-1.amazonaws.com",
                "bucket.s3-website.eu-central-1.amazonaws.com",
                "vpce.amazonaws.com",
                "eu-west-1.amazonaws.com",
            })
    void otherHostsTellNothing(String host) {
        assertThat(AwsEndpoint.ofHost(host)).isNull();
    }
}
