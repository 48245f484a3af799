package io.countersign.rules;

import io.countersign.secret.Vault;

/** Stands in for vaults while a file is read: references are checked for their form, and nobody is asked. */
final class FormOnly implements Vault {

    @Override
    public String read(String name) {
        return "";
    }
}
