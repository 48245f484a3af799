package io.countersign.it.demo;

import io.countersign.counterpart.ReceivedRequest;
import io.countersign.it.demo.AppRun.Exchange;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lays two runs side by side, with what the APIs received in the second. */
final class Comparison {

    private static final String OK = "200";
    private static final String REFUSED = "401";

    private final Shop shop;

    private Comparison(Shop shop) {
        this.shop = shop;
    }

    static Comparison of(Shop shop) {
        return new Comparison(shop);
    }

    List<Row> rows(List<Exchange> without, List<Exchange> with) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < Math.min(without.size(), with.size()); i++) {
            rows.add(request(without.get(i), with.get(i)));
            if (with.get(i).uri().equals(shop.invoice())) {
                rows.add(redirected(shop.invoiceFile()));
            }
        }
        return rows;
    }

    private Row request(Exchange without, Exchange with) {
        Api api = shop.apiAt(with.uri());
        Optional<ReceivedRequest> received = api.received(with.method(), with.uri());
        boolean asExpected = without.status().equals(api.hasRule() ? REFUSED : OK)
                && with.status().equals(OK)
                && received.filter(request -> carriesOurs(request) == api.hasRule())
                        .isPresent();
        return new Row(
                List.of(with.library(), with.method() + " " + target(api, with.uri()), rule(api)),
                header(received),
                List.of(without.status(), with.status()),
                asExpected);
    }

    /** A hop that the application does not see: no status is its own. */
    private Row redirected(URI uri) {
        Api api = shop.apiAt(uri);
        Optional<ReceivedRequest> received = api.received("GET", uri);
        return new Row(
                List.of("", "-> " + target(api, uri), rule(api)),
                header(received),
                List.of("", ""),
                received.filter(request -> !carriesOurs(request)).isPresent());
    }

    private static boolean carriesOurs(ReceivedRequest request) {
        return !Credentials.in(request).isEmpty();
    }

    private static String header(Optional<ReceivedRequest> received) {
        return received.map(Credentials::shown).orElse("(did not arrive)");
    }

    private static String rule(Api api) {
        return api.hasRule() ? api.name() : "-";
    }

    /** The path; with the host in front where no rule names it. */
    private static String target(Api api, URI uri) {
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return (api.hasRule() ? "" : uri.getAuthority()) + uri.getRawPath() + (query.length() > 12 ? "?..." : query);
    }
}
