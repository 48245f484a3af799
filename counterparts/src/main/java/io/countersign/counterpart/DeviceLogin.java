package io.countersign.counterpart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The challenges DEVICE_SRP_AUTH and DEVICE_PASSWORD_VERIFIER: SRP once more, with the device's names and password. */
final class DeviceLogin {

    private final SrpProofs proofs;

    DeviceLogin(SrpProofs proofs) {
        this.proofs = proofs;
    }

    /** The parameters of DEVICE_PASSWORD_VERIFIER. */
    void begin(Login login, JsonNode responses, ObjectNode parameters) throws CognitoException {
        PoolDevice device = device(login, responses);
        proofs.begin(prover(device), Parameters.required(responses, "SRP_A"), parameters);
        parameters.put("DEVICE_KEY", device.key());
    }

    void prove(Login login, JsonNode responses) throws CognitoException {
        if (!proofs.proves(prover(device(login, responses)), responses)) {
            throw CognitoException.wrongProof();
        }
    }

    private static PoolDevice device(Login login, JsonNode responses) throws CognitoException {
        String key = Parameters.required(responses, "DEVICE_KEY");
        return login.account()
                .device(key)
                .filter(device -> device.key().equals(login.deviceKey()))
                .orElseThrow(() -> CognitoException.of("ResourceNotFoundException", "Device does not exist."));
    }

    private static SrpProofs.Prover prover(PoolDevice device) {
        return new SrpProofs.Prover(device.groupKey(), new SrpServer.Account(device.key(), device.password()));
    }
}
