package io.countersign.counterpart;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Judges the header set that AppSync is shown, be it in an HTTP request, a handshake or a message. */
final class AppSyncAuthorizer {

    private final List<AppSyncMode> modes;

    AppSyncAuthorizer(AppSyncMode... modes) {
        this.modes = List.of(modes);
    }

    /**
     * Why a request is not authorized, empty if it is by one of the modes.
     *
     * @param authority host and port that the request must name, or may leave out if it is not signed
     * @param hostMayLack whether the name may be left out
     */
    Optional<String> refusal(ReceivedRequest request, String authority, boolean hostMayLack) {
        Optional<String> twice = request.headers().stream()
                .map(line -> line.name().toLowerCase(Locale.ROOT))
                .filter(AppSyncAuthorizer::isCredential)
                .filter(name -> request.values(name).size() > 1)
                .findFirst();
        if (twice.isPresent()) {
            return Optional.of("header " + twice.get() + " stands there twice");
        }
        Optional<String> host = request.header("host");
        if (host.isEmpty() ? !hostMayLack : !host.get().equals(authority)) {
            return Optional.of("host is '" + host.orElse("") + "' instead of '" + authority + "'");
        }
        return refusal(request);
    }

    private Optional<String> refusal(ReceivedRequest request) {
        boolean key = request.header("x-api-key").isPresent();
        boolean authorization = request.header("authorization").isPresent();
        if (key == authorization) {
            return Optional.of(key ? "both x-api-key and authorization" : "neither x-api-key nor authorization");
        }
        Set<String> reasons = modes.stream()
                .flatMap(mode -> Stream.of(mode.refusal(request).orElse("")))
                .collect(Collectors.toSet());
        return reasons.contains("") ? Optional.empty() : Optional.of(String.join("; ", reasons));
    }

    /** What may stand in a header set once at most. */
    static boolean isCredential(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return Set.of("host", "authorization", "x-api-key").contains(lower) || lower.startsWith("x-amz-");
    }
}
