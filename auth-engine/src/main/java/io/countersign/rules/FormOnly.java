package io.countersign.rules;

import io.countersign.secret.References;
import io.countersign.secret.Vault;

/** Stands in for vaults while a file is read: references are checked for their form, and nobody is asked. */
final class FormOnly implements Vault {

    private FormOnly() {}

    /** @throws IllegalArgumentException if a reference to a vault is malformed, or another one leads nowhere */
    static void check(String text, References references) {
        FormOnly vault = new FormOnly();
        references.withVaults(vault, vault).resolve(text);
    }

    @Override
    public String read(String name) {
        return "";
    }
}
