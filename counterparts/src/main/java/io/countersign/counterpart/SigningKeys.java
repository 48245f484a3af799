package io.countersign.counterpart;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The keys of an issuer, one for access tokens and one for ID tokens as AWS has it, and the older ones still published. */
final class SigningKeys {

    /** Oldest first, in pairs. */
    private final List<Pair> published = new ArrayList<>();

    SigningKeys() {
        published.add(new Pair(SigningKey.firstOfAccessTokens(), SigningKey.firstOfIdTokens()));
    }

    private record Pair(SigningKey ofAccessTokens, SigningKey ofIdTokens) {

        List<SigningKey> both() {
            return List.of(ofIdTokens, ofAccessTokens);
        }
    }

    synchronized SigningKey current(String use) {
        Pair newest = published.get(published.size() - 1);
        return use.equals("id") ? newest.ofIdTokens() : newest.ofAccessTokens();
    }

    synchronized Optional<SigningKey> named(String id) {
        return published.stream()
                .flatMap(pair -> pair.both().stream())
                .filter(key -> key.id().equals(id))
                .findFirst();
    }

    synchronized void rollOver() {
        published.add(new Pair(SigningKey.generate(), SigningKey.generate()));
    }

    synchronized void withdrawOld() {
        published.subList(0, published.size() - 1).clear();
    }

    synchronized String jwks() {
        ObjectNode set = JsonNodeFactory.instance.objectNode();
        ArrayNode keys = set.putArray("keys");
        published.forEach(pair -> pair.both().forEach(key -> keys.add(key.jwk())));
        return set.toString();
    }
}
