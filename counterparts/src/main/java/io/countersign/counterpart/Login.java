package io.countersign.counterpart;

/**
 * Who logs in or has logged in.
 *
 * @param deviceKey the remembered device that takes part, empty without one
 */
record Login(PoolAccount account, PoolClient client, String deviceKey) {}
