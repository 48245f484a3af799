package io.countersign.cognito;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.countersign.secret.Secret;
import java.io.InputStream;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

/** Every value on the way from a password to its proof, against an independent implementation's. */
final class SrpVectorsTest {

    static List<Named<JsonNode>> vectors() throws Exception {
        try (InputStream file = requireNonNull(SrpVectorsTest.class.getResourceAsStream("/vectors/cognito-srp.json"))) {
            List<Named<JsonNode>> vectors = new ArrayList<>();
            for (JsonNode vector : new ObjectMapper().readTree(file).get("vectors")) {
                vectors.add(Named.of(vector.get("name").asText(), vector));
            }
            return vectors;
        }
    }

    @Test
    void thereAreNineteen() throws Exception {
        assertThat(vectors()).hasSize(19);
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void everyIntermediateValueIsReproduced(JsonNode vector) throws Exception {
        BigInteger a = number(vector, "a_hex");
        BigInteger publicA = Srp.A(a);
        BigInteger publicB = number(vector, "SRP_B");
        BigInteger u = Srp.u(publicA, publicB);
        BigInteger x = Srp.x(number(vector, "salt_hex"), user(vector), text(vector, "password"));
        BigInteger secret = Srp.S(a, publicB, u, x);

        assertThat(publicA.toString(16)).isEqualTo(text(vector, "SRP_A"));
        assertThat(Srp.k).isEqualTo(number(vector, "k_hex"));
        assertThat(u).isEqualTo(number(vector, "u_hex"));
        assertThat(x).isEqualTo(number(vector, "x_hex"));
        assertThat(secret).isEqualTo(number(vector, "S_hex"));
        assertThat(HexFormat.of().formatHex(Srp.key(secret, u))).isEqualTo(text(vector, "hkdf_hex"));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void theSignatureIsReproduced(JsonNode vector) throws Exception {
        SrpHandshake handshake = SrpHandshake.of(number(vector, "a_hex"));
        SrpChallenge challenge = SrpChallenge.of(
                "PASSWORD_VERIFIER",
                Map.of(
                        "USER_ID_FOR_SRP", text(vector, "username"),
                        "SRP_B", text(vector, "SRP_B"),
                        "SALT", text(vector, "salt_hex"),
                        "SECRET_BLOCK", text(vector, "secret_block_b64")));
        assertThat(handshake.srpA()).isEqualTo(text(vector, "SRP_A"));
        assertThat(handshake.signature(
                        challenge, user(vector), Secret.of(text(vector, "password")), text(vector, "timestamp")))
                .isEqualTo(text(vector, "signature_b64"));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void theSecretHashIsReproduced(JsonNode vector) {
        AppClient app = app(vector);
        assertThat(app.secretHash(text(vector, "username"))).isEqualTo(text(vector, "SECRET_HASH"));
    }

    private static AppClient app(JsonNode vector) {
        return AppClient.of(text(vector, "pool"), text(vector, "client_id"), Secret.of(text(vector, "client_secret")));
    }

    private static String user(JsonNode vector) {
        return app(vector).srpUser(text(vector, "username"));
    }

    private static BigInteger number(JsonNode vector, String name) {
        return new BigInteger(text(vector, name), 16);
    }

    private static String text(JsonNode vector, String name) {
        return vector.get(name).asText();
    }
}
