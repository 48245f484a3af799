package io.countersign;

import io.countersign.aws.ConfiguredRegion;
import io.countersign.rules.GlobalSettings;
import io.countersign.secret.Environment;
import io.countersign.secret.References;
import io.countersign.vault.ParameterStoreVault;
import io.countersign.vault.SecretsManagerVault;
import io.countersign.vault.VaultAccess;
import java.io.File;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Follows references to files and vaults, as the rules file says how. */
final class Vaults {

    private final GlobalSettings settings;
    private final Environment environment;

    Vaults(GlobalSettings settings, Environment environment) {
        this.settings = settings;
        this.environment = environment;
    }

    /** For who has references to files only: no class of the AWS SDK is loaded for them. */
    References toFiles() {
        return References.of(environment, new File(""));
    }

    /** References as of now: a secret that was fetched for one of them is not fetched again for the next. */
    References toVaults() {
        VaultAccess access = VaultAccess.of(settings.duration("secrets.timeout"), ConfiguredRegion.ofProcess())
                .withRegion(settings.optionalText("secrets.region"))
                .withProfile(settings.optionalText("secrets.profile"))
                .withProxy(address("secrets.proxy"));
        return toFiles()
                .withVaults(
                        SecretsManagerVault.of(access, address("secrets.secretsmanager-endpoint")),
                        ParameterStoreVault.of(access, address("secrets.ssm-endpoint")));
    }

    private @Nullable URI address(String key) {
        String text = settings.optionalText(key);
        return text == null ? null : URI.create(text);
    }
}
