package io.countersign.sigv4;

import io.countersign.aws.AwsCredentials;
import io.countersign.aws.StaticCredentials;
import io.countersign.secret.Secret;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The examples that AWS publishes: its SigV4 test suite, "Create a signed request" of the IAM guide, and "Signature
 * calculations for the Authorization header" of the S3 API reference.
 */
final class PublishedExamplesTest {

    private static final String SUITE_HOST = "example.amazonaws.com";

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            get-vanilla                  | /                                   | 5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31
            get-relative                 | /example/..                         | 5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31
            get-relative-relative        | /example1/example2/../..            | 5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31
            get-slash                    | //                                  | 5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31
            get-slash-dot-slash          | /./                                 | 5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31
            get-slashes                  | //example//                         | 9a624bd73a37c9a373b5312afbebe7a714a789de108f0bdfe846570885f57e84
            get-slash-pointless-dot      | /./example                          | ef75d96142cf21edca26f06005da7988e4f8dc83a165a80865db7089db637ec5
            get-space                    | '/example space/'                   | 652487583200325589f1fba4c7e578f72c47cb61beeca81406b39ddec1366741
            get-unreserved               | /-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz | 07ef7494c76fa4850883e2b006601f940f8a34d404d0cfa977f52a65bbf5f24f
            get-utf8                     | /ሴ                                  | 8318018e0b0f223aa2bbf98705b62bb787dc9c0e678f255a891fd03141be5d85
            get-vanilla-empty-query-key  | /?Param1=value1                     | a67d582fa61cc504c4bae71f336f98b97f1ea3c7a6bfe1b6e45aec72011b9aeb
            get-vanilla-query-order-key  | /?Param2=value2&Param1=value1       | b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500
            get-vanilla-query-order-value| /?Param1=value2&Param1=value1       | 5772eed61e12b33fae39ee5e7012498b51d56abc0abb7c60486157bd471c4694
            get-vanilla-query-unreserved | /?-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz=-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz | 9c3e54bfcdf0b19771a7f523ee5669cdf59bc7cc0884027167c21bb143a40197
            get-vanilla-utf8-query       | /?ሴ=bar                             | 2cdec8eed098649ff3a119c94853b13c643bcf08f8b0a1d91e12c9027818dd04
            """)
    void pathsAndQueriesOfTheSuite(String name, String pathAndQuery, String signature) throws IOException {
        FakeHop hop = FakeHop.get(SUITE_HOST, pathAndQuery);
        suite().sign(hop);
        assertThat(hop.signature()).isEqualTo(signature);
    }

    @Test
    void repeatedHeaderOfTheSuite() throws IOException {
        FakeHop hop = FakeHop.get(SUITE_HOST, "/").with("My-Header1", "value2", "value2", "value1");
        suite().signingAlso("my-header1").sign(hop);
        assertThat(hop.signature()).isEqualTo("c9d5ea9f3f72853aea855b47ea873832890dbdd183b4468f858259531a5138ea");
    }

    @Test
    void orderOfHeaderValuesOfTheSuite() throws IOException {
        FakeHop hop = FakeHop.get(SUITE_HOST, "/").with("My-Header1", "value4", "value1", "value3", "value2");
        suite().signingAlso("my-header1").sign(hop);
        assertThat(hop.signature()).isEqualTo("08c7e5a9acfcfeb3ab6b2185e75ce8b1deb5e634ec47601a50643f830c755c01");
    }

    @Test
    void whiteSpaceInHeadersOfTheSuite() throws IOException {
        FakeHop hop = FakeHop.get(SUITE_HOST, "/").with("My-Header1", " value1").with("My-Header2", " \"a   b   c\"");
        suite().signingAlso("my-header1", "my-header2").sign(hop);
        assertThat(hop.signature()).isEqualTo("acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736");
    }

    @Test
    void postOfTheSuite() throws IOException {
        FakeHop hop = FakeHop.of("POST", "https://example.amazonaws.com/", "");
        suite().sign(hop);
        assertThat(hop.signature()).isEqualTo("5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b");
    }

    @Test
    void formOfTheSuite() throws IOException {
        FakeHop hop = FakeHop.of("POST", "https://example.amazonaws.com/", "Param1=value1")
                .with("Content-Type", "application/x-www-form-urlencoded");
        suite().sign(hop);
        assertThat(hop.signature()).isEqualTo("ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a");
    }

    @Test
    void listUsersOfTheIamGuide() throws IOException {
        FakeHop hop = FakeHop.of("GET", "https://iam.amazonaws.com/?Action=ListUsers&Version=2010-05-08", "")
                .with("Content-Type", "application/x-www-form-urlencoded; charset=utf-8");
        signer("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", null, "2015-08-30T12:36:00Z")
                .sign(hop);
        assertThat(hop.required("Authorization"))
                .isEqualTo("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/iam/aws4_request,"
                        + " SignedHeaders=content-type;host;x-amz-date,"
                        + " Signature=5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7");
    }

    @Test
    void signingKeyOfTheIamGuide() {
        byte[] key = SigV4.signingKey(
                Secret.of("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"), "20150830", AwsEndpoint.of("iam", "us-east-1"));
        assertThat(Hex.of(key)).isEqualTo("c4afb1cc5771d871763a393e44b703571b55cc28424d1a5e86da6ed3c154a4b9");
    }

    @Test
    void getObjectOfTheS3Reference() throws IOException {
        FakeHop hop = s3("GET", "/test.txt", "").with("Range", "bytes=0-9");
        s3Signer().signingAlso("range").sign(hop);
        assertThat(hop.signature()).isEqualTo("f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41");
    }

    @Test
    void putObjectOfTheS3Reference() throws IOException {
        FakeHop hop = s3("PUT", "/test$file.text", "Welcome to Amazon S3.")
                .with("Date", "Fri, 24 May 2013 00:00:00 GMT")
                .with("x-amz-storage-class", "REDUCED_REDUNDANCY");
        s3Signer().signingAlso("date").sign(hop);
        assertThat(hop.signature()).isEqualTo("98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd");
    }

    @Test
    void getLifecycleOfTheS3Reference() throws IOException {
        FakeHop hop = s3("GET", "/?lifecycle", "");
        s3Signer().sign(hop);
        assertThat(hop.signature()).isEqualTo("fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543");
    }

    @Test
    void listObjectsOfTheS3Reference() throws IOException {
        FakeHop hop = s3("GET", "/?max-keys=2&prefix=J", "");
        s3Signer().sign(hop);
        assertThat(hop.signature()).isEqualTo("34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7");
    }

    private static FakeHop s3(String method, String pathAndQuery, String body) {
        return FakeHop.of(method, "https://examplebucket.s3.amazonaws.com" + pathAndQuery, body);
    }

    private static SigV4Signer s3Signer() {
        return signer("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", null, "2013-05-24T00:00:00Z");
    }

    private static SigV4Signer suite() {
        return signer(
                "AKIDEXAMPLE",
                "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
                AwsEndpoint.of("service", "us-east-1"),
                "2015-08-30T12:36:00Z");
    }

    private static SigV4Signer signer(
            String accessKeyId, String secret, @org.jspecify.annotations.Nullable AwsEndpoint endpoint, String now) {
        return SigV4Signer.of(
                StaticCredentials.of(AwsCredentials.of(accessKeyId, Secret.of(secret))),
                endpoint == null ? AwsEndpoints.of(null, null) : any -> endpoint,
                Clock.fixed(Instant.parse(now), ZoneOffset.UTC),
                Payload.signed(1024));
    }
}
