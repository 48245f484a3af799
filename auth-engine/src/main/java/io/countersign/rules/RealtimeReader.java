package io.countersign.rules;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what a rule for an AppSync API says of its web sockets. Loaded only by files that have such a rule. */
final class RealtimeReader {

    /** As in {@code <id>.appsync-realtime-api.<region>.amazonaws.com}. */
    private static final String REALTIME = "appsync-realtime-api";

    private static final String KEY = "realtime-host";

    private RealtimeReader() {}

    /** Null if web sockets are left alone. */
    static @Nullable Realtime read(Section section, List<HostPattern> apis) {
        Realtime.Form form = form(section);
        String text = section.text(KEY);
        if (text != null) {
            HostPattern host = host(section, text, apis);
            return host == null || form == null ? null : Realtime.at(form, host, apis.get(0));
        }
        List<HostPattern> hosts = new ArrayList<>();
        for (HostPattern api : apis) {
            hosts.add(AwsDomain.isOf(api, SchemeReader.APPSYNC) ? api.withLabel(SchemeReader.APPSYNC, REALTIME) : api);
        }
        return form == null ? null : Realtime.of(form, hosts);
    }

    /** Null for {@code off} and for what is no form, which is reported. */
    static Realtime.@Nullable Form form(Section section) {
        if (section.entry("realtime") == null) {
            return Realtime.Form.SUBPROTOCOL;
        }
        String word = section.word("realtime", "subprotocol", "query", "headers", "off");
        if ("subprotocol".equals(word)) {
            return Realtime.Form.SUBPROTOCOL;
        }
        return "query".equals(word) ? Realtime.Form.QUERY : "headers".equals(word) ? Realtime.Form.HEADERS : null;
    }

    /** What is signed names the API's own host, which must then be one. */
    private static @Nullable HostPattern host(Section section, String text, List<HostPattern> apis) {
        if (apis.size() != 1 || apis.get(0).isWildcard()) {
            section.reportBad(
                    KEY, text, "it belongs to one API, so the rule must name exactly one whole host; split the rule");
            return null;
        }
        try {
            HostPattern host = HostPattern.of(text);
            if (!host.isWildcard()) {
                return host;
            }
            section.reportBad(KEY, text, "name one whole host");
        } catch (IllegalArgumentException e) {
            section.reportBad(KEY, text, String.valueOf(e.getMessage()));
        }
        return null;
    }
}
