package io.countersign.counterpart;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Nobody gets in without a signature; what signed calls are answered, the engine's own tests show. */
final class VaultServerTest {

    private final VaultServer server = VaultServer.start(
            new SigV4Verifier.Account("AKIDEXAMPLE", "secret-key", ""),
            "eu-central-1",
            Clock.systemUTC(),
            SecretLedger.discarding());

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void anUnsignedCallIsRefusedWhateverItAsksFor() throws IOException {
        server.secret("orders", "hidden").parameter("/orders", "hidden");

        assertThat(call(VaultServer.SECRET, "{\"SecretId\":\"orders\"}"))
                .contains("InvalidSignatureException")
                .doesNotContain("hidden");
        assertThat(call(VaultServer.PARAMETER, "{\"Name\":\"/orders\",\"WithDecryption\":true}"))
                .contains("InvalidSignatureException")
                .doesNotContain("hidden");
        assertThat(server.refusals()).hasSize(2);
        assertThat(server.calls(VaultServer.SECRET)).isEqualTo(1);
        assertThat(server.calls(VaultServer.PARAMETER)).isEqualTo(1);
    }

    @Test
    void whatIsNoCallIsNoOperation() throws IOException {
        HttpURLConnection get = (HttpURLConnection) server.endpoint().toURL().openConnection();

        assertThat(get.getResponseCode()).isEqualTo(400);
    }

    private String call(String target, String body) throws IOException {
        HttpURLConnection call = (HttpURLConnection) server.endpoint().toURL().openConnection();
        call.setRequestMethod("POST");
        call.setDoOutput(true);
        call.setRequestProperty("Content-Type", AwsJson.CONTENT_TYPE);
        call.setRequestProperty("X-Amz-Target", target);
        call.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
        assertThat(call.getResponseCode()).isEqualTo(400);
        return new String(call.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
