package io.countersign.counterpart;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The accounts of a pool by name. */
final class Accounts {

    private final UserPool pool;
    private final Map<String, Account> byName;

    Accounts(UserPool pool) {
        this.pool = pool;
        this.byName = pool.users().stream().collect(Collectors.toUnmodifiableMap(PoolUser::name, Account::new));
    }

    /** The account behind a user name or an alias of it. */
    Optional<Account> find(String userNameOrAlias) {
        return Optional.ofNullable(byName.get(pool.unaliased(userNameOrAlias)));
    }
}
