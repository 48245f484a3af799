package io.countersign.it.demo;

import io.countersign.counterpart.SecretLedger;
import io.countersign.counterpart.SigV4Verifier;
import java.security.SecureRandom;
import java.util.Base64;

/** The secrets of one run; no other run has the same. Its {@code toString} shows none. */
record Secrets(String password, String apiKey, SigV4Verifier.Account account) {

    private static final String ACCESS_KEY_ID = "AKIADEMOEXAMPLE";

    static Secrets random(SecretLedger ledger) {
        SecureRandom random = new SecureRandom();
        return new Secrets(
                ledger.record("Pw1!" + text(random)),
                ledger.record("da2-" + text(random)),
                new SigV4Verifier.Account(ACCESS_KEY_ID, ledger.record(text(random)), ""));
    }

    private static String text(SecureRandom random) {
        byte[] bytes = new byte[18];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().encodeToString(bytes);
    }

    @Override
    public String toString() {
        return "Secrets of " + account;
    }
}
