package io.countersign.vault;

import io.countersign.secret.References;
import io.countersign.secret.Vault;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;

/**
 * Parameter Store of AWS Systems Manager. A name is a parameter's name, with a version or label behind a colon if need be, or
 * its ARN; what is encrypted is decrypted.
 *
 * @see <a href="https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameter.html">GetParameter</a>
 */
public final class ParameterStoreVault implements Vault {

    private final VaultAccess access;
    private final @Nullable URI endpoint;

    private ParameterStoreVault(VaultAccess access, @Nullable URI endpoint) {
        this.access = access;
        this.endpoint = endpoint;
    }

    /** @param endpoint null for the region's own */
    public static ParameterStoreVault of(VaultAccess access, @Nullable URI endpoint) {
        return new ParameterStoreVault(access, endpoint);
    }

    @Override
    public @Nullable String read(String name) {
        String address = References.PARAMETER_STORE + name;
        String region = access.regionOf(name, address);
        try (SsmClient client = access.build(SsmClient.builder(), region, endpoint)) {
            return client.getParameter(request -> request.name(name).withDecryption(true))
                    .parameter()
                    .value();
        } catch (ParameterNotFoundException none) {
            return null;
        } catch (RuntimeException e) {
            throw VaultFailure.of(e, address, "AWS Systems Manager in " + region, "ssm:GetParameter");
        }
    }

    @Override
    public String toString() {
        return "AWS Systems Manager Parameter Store";
    }
}
