package io.countersign.sigv4;

import io.countersign.aws.AwsCredentials;
import io.countersign.aws.StaticCredentials;
import io.countersign.request.RequestTarget;
import io.countersign.secret.Secret;
import io.countersign.sigv4.RandomRequests.Request;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.ZoneOffset;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The AWS SDK's own signer says the same, whatever the request. It always sends the hash of the payload, so ours is
 * asked for that as well.
 */
final class OracleTest {

    private static final AwsV4HttpSigner SDK = AwsV4HttpSigner.create();

    @Property(tries = 5_000, seed = "20150830", edgeCases = EdgeCasesMode.NONE)
    void signsAsTheSdkDoes(@ForAll("requests") Request request) throws IOException {
        FakeHop hop = hop(request);
        signer(request).sign(hop);

        SdkHttpRequest signed = signedBySdk(request);
        assertThat(hop.required("Authorization"))
                .isEqualTo(signed.firstMatchingHeader("Authorization").orElseThrow());
        assertThat(hop.required("X-Amz-Date"))
                .isEqualTo(signed.firstMatchingHeader("X-Amz-Date").orElseThrow());
        assertThat(hop.required("x-amz-content-sha256"))
                .isEqualTo(signed.firstMatchingHeader("x-amz-content-sha256").orElseThrow());
        assertThat(hop.header("X-Amz-Security-Token"))
                .isEqualTo(signed.firstMatchingHeader("X-Amz-Security-Token").orElse(null));
    }

    @Property(tries = 5_000, seed = "20130524", edgeCases = EdgeCasesMode.NONE)
    void signsForS3AsTheSdkDoes(@ForAll("s3Requests") Request request) throws IOException {
        FakeHop hop = hop(request);
        signer(request).sign(hop);

        assertThat(hop.required("Authorization"))
                .isEqualTo(signedBySdk(request)
                        .firstMatchingHeader("Authorization")
                        .orElseThrow());
    }

    @Provide
    Arbitrary<Request> requests() {
        return RandomRequests.ofServicesThatNormalise();
    }

    @Provide
    Arbitrary<Request> s3Requests() {
        return RandomRequests.ofS3();
    }

    /** With headers that must stay out of the signature, and with what is left of an earlier one. */
    private static FakeHop hop(Request request) {
        RequestTarget target = RequestTarget.of("https", request.host(), request.port(), request.pathAndQuery());
        FakeHop hop = FakeHop.of(request.method(), target, request.body())
                .with("User-Agent", "a test")
                .with("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
                .with("X-Amzn-Trace-Id", "Root=1-5759e988-bd862e3fe1be46a994272793")
                .with("Content-Length", "7")
                .with("Authorization", "AWS4-HMAC-SHA256 of yesterday")
                .with("X-Amz-Date", "20010101T000000Z")
                .with("X-Amz-Security-Token", "of yesterday")
                .with("x-amz-content-sha256", "of yesterday");
        request.headers().forEach((name, values) -> hop.with(name, values.toArray(new String[0])));
        return hop;
    }

    private static SigV4Signer signer(Request request) {
        Secret token = request.sessionToken() == null ? null : Secret.of(request.sessionToken());
        return SigV4Signer.of(
                StaticCredentials.of(AwsCredentials.of("AKIDEXAMPLE", Secret.of(request.secret()), token, null)),
                AwsEndpoints.of(request.endpoint().service(), request.endpoint().region()),
                Clock.fixed(request.now(), ZoneOffset.UTC),
                request.unsigned() ? Payload.unsigned() : Payload.signed(Long.MAX_VALUE));
    }

    private static SdkHttpRequest signedBySdk(Request request) {
        SdkHttpRequest.Builder unsigned = SdkHttpRequest.builder()
                .method(SdkHttpMethod.fromValue(request.method()))
                .protocol("https")
                .host(request.host())
                .port(request.port())
                .encodedPath(request.path());
        request.query().forEach(parameter -> unsigned.appendRawQueryParameter(parameter.name(), parameter.value()));
        request.headers().forEach(unsigned::putHeader);
        boolean s3 = request.endpoint().isS3();
        return SDK.sign(signing -> signing.identity(identity(request))
                        .request(unsigned.build())
                        .payload(() -> new ByteArrayInputStream(request.body()))
                        .putProperty(
                                AwsV4HttpSigner.SERVICE_SIGNING_NAME,
                                request.endpoint().service())
                        .putProperty(
                                AwsV4HttpSigner.REGION_NAME, request.endpoint().region())
                        .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, !s3)
                        .putProperty(AwsV4HttpSigner.NORMALIZE_PATH, !s3)
                        .putProperty(AwsV4HttpSigner.PAYLOAD_SIGNING_ENABLED, !request.unsigned())
                        .putProperty(AwsV4HttpSigner.SIGNING_CLOCK, Clock.fixed(request.now(), ZoneOffset.UTC)))
                .request();
    }

    private static AwsCredentialsIdentity identity(Request request) {
        return request.sessionToken() == null
                ? AwsCredentialsIdentity.create("AKIDEXAMPLE", request.secret())
                : AwsSessionCredentialsIdentity.create("AKIDEXAMPLE", request.secret(), request.sessionToken());
    }
}
