package io.countersign.it.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.countersign.counterpart.JdkSrp;
import io.countersign.counterpart.SrpServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The package cognito-srp's client reaches the same key as our server, and its own server, but not with another password. */
final class SrpOracleTest {

    private static final SrpServer.Account ACCOUNT = new SrpServer.Account("m\u00fcller", "p\u00e4ss:w\u00f6rd");
    private static final String TIMESTAMP = "Sun Nov 1 09:08:07 UTC 2026";
    private static final String SECRET_BLOCK = "c2VjcmV0IGJsb2Nr";

    @Test
    void itsClientAgreesWithOurServerManyTimes() throws Exception {
        JdkSrp ours = new JdkSrp(new Random(42));
        try (NodeScript client = NodeScript.start("srp-client.mjs")) {
            for (int i = 0; i < 20; i++) {
                assertThat(agree(client, ours, ACCOUNT)).isTrue();
            }
        }
    }

    @Test
    void itsClientAgreesWithItsServer() throws Exception {
        try (NodeScript client = NodeScript.start("srp-client.mjs");
                NodeSrp server = new NodeSrp()) {
            assertThat(agree(client, server, ACCOUNT)).isTrue();
        }
    }

    @Test
    void anotherPasswordGivesAnotherKey() throws Exception {
        JdkSrp ours = new JdkSrp(new Random(42));
        try (NodeScript client = NodeScript.start("srp-client.mjs")) {
            assertThat(agree(client, ours, new SrpServer.Account(ACCOUNT.userId(), "another")))
                    .isFalse();
        }
    }

    private static boolean agree(NodeScript client, SrpServer server, SrpServer.Account typed)
            throws IOException, GeneralSecurityException {
        while (true) {
            ObjectNode begin = message("begin")
                    .put("pool", "Ab12Cd34E")
                    .put("userId", typed.userId())
                    .put("password", typed.password());
            SrpServer.Exchange exchange = server.begin(
                    "Ab12Cd34E", ACCOUNT, client.ask(begin).path("A").asText());
            JsonNode proof = client.ask(message("prove")
                    .put("salt", exchange.salt())
                    .put("B", exchange.publicB())
                    .put("secretBlock", SECRET_BLOCK)
                    .put("timestamp", TIMESTAMP));
            if (!proof.has("unfit")) {
                return proof.path("signature").asText().equals(signature(exchange.key()));
            }
        }
    }

    private static String signature(String key) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(HexFormat.of().parseHex(key), "HmacSHA256"));
        mac.update(("Ab12Cd34E" + ACCOUNT.userId()).getBytes(StandardCharsets.UTF_8));
        mac.update(Base64.getDecoder().decode(SECRET_BLOCK));
        return Base64.getEncoder().encodeToString(mac.doFinal(TIMESTAMP.getBytes(StandardCharsets.UTF_8)));
    }

    private static ObjectNode message(String operation) {
        return JsonNodeFactory.instance.objectNode().put("op", operation);
    }
}
