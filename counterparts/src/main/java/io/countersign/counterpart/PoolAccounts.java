package io.countersign.counterpart;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The accounts of a pool by name. */
final class PoolAccounts {

    private final UserPool pool;
    private final Map<String, PoolAccount> byName;

    PoolAccounts(UserPool pool) {
        this.pool = pool;
        this.byName = pool.users().stream().collect(Collectors.toUnmodifiableMap(PoolUser::name, PoolAccount::new));
    }

    /** The account behind a user name or an alias of it. */
    Optional<PoolAccount> find(String userNameOrAlias) {
        return Optional.ofNullable(byName.get(pool.unaliased(userNameOrAlias)));
    }
}
