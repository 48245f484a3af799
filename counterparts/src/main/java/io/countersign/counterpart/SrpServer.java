package io.countersign.counterpart;

import java.io.IOException;

/** The server's half of the SRP arithmetic that Cognito uses; who does it is exchangeable. */
public interface SrpServer {

    /**
     * Starts a log-in.
     *
     * @param publicA the client's public value in hexadecimal digits, as sent
     * @throws IOException if the value is not acceptable or the arithmetic cannot be done
     */
    Exchange begin(String poolName, Account account, String publicA) throws IOException;

    /** Who logs in. */
    record Account(String userId, String password) {

        @Override
        public String toString() {
            return userId;
        }
    }

    /** What the client is told, salt and public value in hexadecimal digits, and the key that both sides must reach. */
    record Exchange(String salt, String publicB, String key) {

        @Override
        public String toString() {
            return "Exchange";
        }
    }
}
