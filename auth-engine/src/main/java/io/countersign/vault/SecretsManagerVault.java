package io.countersign.vault;

import io.countersign.secret.References;
import io.countersign.secret.Secret;
import io.countersign.secret.UnresolvedException;
import io.countersign.secret.Vault;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

/**
 * AWS Secrets Manager. A name is a secret's name or ARN; behind {@code #} may stand a key of the JSON object that the secret
 * is. Each secret is fetched once, in its current version, however many references lead to it: one vault sees one moment.
 *
 * @see <a href="https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html">GetSecretValue</a>
 */
public final class SecretsManagerVault implements Vault {

    private final VaultAccess access;
    private final @Nullable URI endpoint;
    private final Map<String, @Nullable Secret> fetched = new HashMap<>();

    private SecretsManagerVault(VaultAccess access, @Nullable URI endpoint) {
        this.access = access;
        this.endpoint = endpoint;
    }

    /** @param endpoint null for the region's own */
    public static SecretsManagerVault of(VaultAccess access, @Nullable URI endpoint) {
        return new SecretsManagerVault(access, endpoint);
    }

    @Override
    public @Nullable String read(String name) {
        String address = References.SECRETS_MANAGER + name;
        int mark = name.indexOf('#');
        Secret secret = secret(mark < 0 ? name : name.substring(0, mark), address);
        if (secret == null) {
            return null;
        }
        return mark < 0 ? secret.reveal() : JsonSecret.member(secret, name.substring(mark + 1), address);
    }

    private @Nullable Secret secret(String id, String address) {
        if (!fetched.containsKey(id)) {
            fetched.put(id, fetch(id, address));
        }
        return fetched.get(id);
    }

    private @Nullable Secret fetch(String id, String address) {
        String region = access.regionOf(id, address);
        String text;
        try (SecretsManagerClient client = access.build(SecretsManagerClient.builder(), region, endpoint)) {
            text = client.getSecretValue(request -> request.secretId(id)).secretString();
        } catch (ResourceNotFoundException none) {
            return null;
        } catch (RuntimeException e) {
            throw VaultFailure.of(e, address, "AWS Secrets Manager in " + region, "secretsmanager:GetSecretValue");
        }
        if (text == null) {
            throw UnresolvedException.of(
                    address, "the secret is binary; store it as a text (SecretString)", false, null);
        }
        return Secret.of(text);
    }

    @Override
    public String toString() {
        return "AWS Secrets Manager";
    }
}
