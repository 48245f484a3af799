package io.countersign.counterpart;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;

/** The client's half of the SRP arithmetic, by the client's formula, to test the server's. */
final class SrpClient {

    private final String poolName;
    private final String password;
    private final BigInteger a;

    SrpClient(String poolName, String password, Random random) {
        this.poolName = poolName;
        this.password = password;
        this.a = new BigInteger(1024, random);
    }

    String publicA() {
        return JdkSrp.G.modPow(a, JdkSrp.N).toString(16);
    }

    /** The proof that PASSWORD_VERIFIER and DEVICE_PASSWORD_VERIFIER ask for; a device has its group for a pool. */
    String signature(String userId, JsonNode challenge, String timestamp) {
        byte[] key = key(
                new SrpServer.Account(userId, password),
                challenge.path("SALT").asText(),
                challenge.path("SRP_B").asText());
        byte[] signature = Digests.hmac(
                key,
                poolName.getBytes(StandardCharsets.UTF_8),
                userId.getBytes(StandardCharsets.UTF_8),
                Base64.getDecoder().decode(challenge.path("SECRET_BLOCK").asText()),
                timestamp.getBytes(StandardCharsets.UTF_8));
        return Base64.getEncoder().encodeToString(signature);
    }

    byte[] key(SrpServer.Account account, String salt, String publicB) {
        BigInteger b = new BigInteger(publicB, 16);
        BigInteger x = JdkSrp.privateKey(poolName, account, new BigInteger(salt, 16));
        BigInteger u = JdkSrp.scramble(new BigInteger(publicA(), 16), b);
        BigInteger s =
                b.subtract(JdkSrp.K.multiply(JdkSrp.G.modPow(x, JdkSrp.N))).modPow(a.add(u.multiply(x)), JdkSrp.N);
        return JdkSrp.sessionKey(s, u);
    }
}
