package io.countersign.counterpart;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A remembered device proves its own password instead of a second factor, and is then needed to refresh. */
final class DeviceLoginTest {

    private static final String PASSWORD = "Correct horse 1!";
    private static final PoolDevice DEVICE = new PoolDevice("eu-central-1_key", "-group", "device-password");

    private final CognitoServer server = CognitoServer.start(
            UserPool.builder("eu-central-1_Ab12Cd34E")
                    .user(PoolUser.of("alice", PASSWORD)
                            .withTotpSecret("GEZDGNBVGY3TQOJQ")
                            .withDevice(DEVICE))
                    .user("bob", PASSWORD)
                    .client("client", "s3cr3t")
                    .rememberingDevices()
                    .build(),
            new MutableClock(Instant.parse("2026-11-01T09:08:07Z")),
            SecretLedger.discarding());
    private final CognitoCaller caller = new CognitoCaller(server, "Ab12Cd34E");

    @BeforeEach
    void fromTheDevice() {
        caller.deviceKey(DEVICE.key());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void theDevicesProofReplacesTheSecondFactor() throws IOException {
        JsonNode posed = caller.prove("alice", PASSWORD, "client", "s3cr3t");
        assertThat(posed.path("ChallengeName").asText()).isEqualTo("DEVICE_SRP_AUTH");
        assertThat(caller.proveDevice(posed, DEVICE, "alice", "s3cr3t")
                        .path("AuthenticationResult")
                        .has("AccessToken"))
                .isTrue();
    }

    @Test
    void aWrongDevicePasswordOrGroupIsRefused() throws IOException {
        for (PoolDevice wrong : new PoolDevice[] {
            new PoolDevice(DEVICE.key(), DEVICE.groupKey(), "wrong"),
            new PoolDevice(DEVICE.key(), "-other", DEVICE.password())
        }) {
            JsonNode posed = caller.prove("alice", PASSWORD, "client", "s3cr3t");
            assertThatThrownBy(() -> caller.proveDevice(posed, wrong, "alice", "s3cr3t"))
                    .hasMessage("NotAuthorizedException: Incorrect username or password.");
        }
    }

    @Test
    void theDevicesAnswersNeedTheSecretHashToo() throws IOException {
        JsonNode posed = caller.prove("alice", PASSWORD, "client", "s3cr3t");
        assertThatThrownBy(() -> caller.proveDevice(posed, DEVICE, "alice", ""))
                .hasMessageContaining("SECRET_HASH was not received");
    }

    @Test
    void anUnknownDeviceIsRefusedAndNoDeviceMeansTheSecondFactor() throws IOException {
        caller.deviceKey("eu-central-1_forgotten");
        assertThatThrownBy(() -> caller.prove("alice", PASSWORD, "client", "s3cr3t"))
                .hasMessage("ResourceNotFoundException: Device does not exist.");
        caller.deviceKey("");
        JsonNode posed = caller.prove("alice", PASSWORD, "client", "s3cr3t");
        assertThat(posed.path("ChallengeName").asText()).isEqualTo("SOFTWARE_TOKEN_MFA");
    }

    @Test
    void aDeviceThatIsNotKnownYetMayBeRemembered() throws IOException {
        JsonNode posed = caller.prove("alice", PASSWORD, "client", "s3cr3t");
        JsonNode known = caller.proveDevice(posed, DEVICE, "alice", "s3cr3t").path("AuthenticationResult");
        assertThat(known.has("NewDeviceMetadata")).isFalse();
        caller.deviceKey("");
        JsonNode unknown = caller.login("bob", PASSWORD, "client", "s3cr3t");
        assertThat(unknown.at("/NewDeviceMetadata/DeviceKey").asText()).startsWith("eu-central-1_");
        String token = unknown.path("RefreshToken").asText();
        assertThat(caller.renew(token, "client", "s3cr3t").has("AccessToken")).isTrue();
    }

    @Test
    void aRefreshNeedsTheDeviceThatLoggedIn() throws IOException {
        JsonNode posed = caller.prove("alice", PASSWORD, "client", "s3cr3t");
        String token = caller.proveDevice(posed, DEVICE, "alice", "s3cr3t")
                .path("AuthenticationResult")
                .path("RefreshToken")
                .asText();
        assertThat(caller.renew(token, "client", "s3cr3t").has("AccessToken")).isTrue();
        caller.deviceKey("");
        assertThatThrownBy(() -> caller.renew(token, "client", "s3cr3t"))
                .hasMessage("NotAuthorizedException: Invalid Refresh Token");
    }
}
