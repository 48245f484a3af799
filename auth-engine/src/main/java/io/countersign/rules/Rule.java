package io.countersign.rules;

import java.io.File;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which requests get which identity's credentials, and in which form. */
public final class Rule {

    private final String name;
    private final File file;
    private final int line;
    private final List<HostPattern> hosts;
    private final List<PathPattern> paths;
    private final List<String> methods;
    private final String identity;
    private final AuthScheme auth;
    private final boolean idToken;
    private final String header;
    private final String prefix;
    private final @Nullable String service;
    private final @Nullable String region;
    private final boolean unsignedPayload;
    private final boolean replacesExisting;
    private final boolean passesOnFailure;
    private final List<Integer> retryOn;
    private final boolean allowsPlainHttp;
    private final long maxBufferedBody;
    private final @Nullable Realtime realtime;
    private final boolean debugs;

    private Rule(Builder builder, String identity) {
        this.name = builder.section.name();
        this.file = builder.section.file();
        this.line = builder.section.line();
        this.hosts = Collections.unmodifiableList(builder.hosts);
        this.paths = Collections.unmodifiableList(builder.paths);
        this.methods = Collections.unmodifiableList(builder.methods);
        this.identity = identity;
        this.auth = builder.auth;
        this.idToken = builder.idToken;
        this.header = builder.header;
        this.prefix = builder.prefix;
        this.service = builder.service;
        this.region = builder.region;
        this.unsignedPayload = builder.unsignedPayload;
        this.replacesExisting = builder.replacesExisting;
        this.passesOnFailure = builder.passesOnFailure;
        this.retryOn = Collections.unmodifiableList(builder.retryOn);
        this.allowsPlainHttp = builder.allowsPlainHttp;
        this.maxBufferedBody = builder.maxBufferedBody;
        this.realtime = builder.realtime;
        this.debugs = builder.debugs;
    }

    /** As in {@code rule.<name>.hosts}. */
    public String name() {
        return name;
    }

    /** Where the rule starts. */
    public File file() {
        return file;
    }

    /** Where the rule starts, counted from 1. */
    public int line() {
        return line;
    }

    /** Never empty. */
    public List<HostPattern> hosts() {
        return hosts;
    }

    /** Never empty: {@code /**} where the file says nothing. */
    public List<PathPattern> paths() {
        return paths;
    }

    /** In upper case; empty means every method. */
    public List<String> methods() {
        return methods;
    }

    /** Whose credentials: a name in {@link RuleSet#identities()}. */
    public String identity() {
        return identity;
    }

    /** The form of the credentials. */
    public AuthScheme auth() {
        return auth;
    }

    /** Whether a user's id token is sent instead of the access token. */
    public boolean sendsIdToken() {
        return idToken;
    }

    /** The header that carries the credentials. */
    public String header() {
        return header;
    }

    /** What stands directly before the token, its blank included: {@code "Bearer "}, or nothing. */
    public String prefix() {
        return prefix;
    }

    /** The AWS service that a signature names; null means the one that the host's name tells. */
    public @Nullable String service() {
        return service;
    }

    /** The AWS region that a signature names; null means the one that the host's name tells. */
    public @Nullable String region() {
        return region;
    }

    /** Whether a signature leaves the body out. */
    public boolean leavesPayloadUnsigned() {
        return unsignedPayload;
    }

    /** Whether credentials that the application set itself are replaced. */
    public boolean replacesExisting() {
        return replacesExisting;
    }

    /** Whether a request for which there are no credentials is sent as the application made it. */
    public boolean passesOnFailure() {
        return passesOnFailure;
    }

    /** The statuses after which a request is sent once more with new credentials. */
    public List<Integer> retryOn() {
        return retryOn;
    }

    /** Whether credentials may go to other hosts than the loopback ones unencrypted. */
    public boolean allowsPlainHttp() {
        return allowsPlainHttp;
    }

    /** How many bytes of a body may be held in memory to sign it. */
    public long maxBufferedBody() {
        return maxBufferedBody;
    }

    /** How the API's web sockets are authorized; null if it has none, or they are left alone. */
    public @Nullable Realtime realtime() {
        return realtime;
    }

    /** Whether each of its hops is logged. */
    public boolean debugs() {
        return debugs;
    }

    /** Whether both do the same to the same requests; the line does not count. */
    boolean isSameAs(Rule that) {
        return settings().equals(that.settings());
    }

    private List<String> settings() {
        Object[] all = {
            name,
            hosts,
            paths,
            methods,
            identity,
            auth,
            idToken,
            header,
            prefix,
            service,
            region,
            unsignedPayload,
            replacesExisting,
            passesOnFailure,
            retryOn,
            allowsPlainHttp,
            maxBufferedBody,
            realtime,
            debugs
        };
        List<String> texts = new ArrayList<>();
        for (Object each : all) {
            texts.add(String.valueOf(each));
        }
        return texts;
    }

    boolean takesMethod(String method) {
        if (methods.isEmpty()) {
            return true;
        }
        for (int i = 0; i < methods.size(); i++) {
            if (methods.get(i).equalsIgnoreCase(method)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String toString() {
        return "rule '" + name + "' (" + file.getName() + ":" + line + ")";
    }

    /** Collects what a rule is made of. */
    static final class Builder {

        final Section section;
        List<HostPattern> hosts = Collections.emptyList();
        List<PathPattern> paths = Collections.singletonList(PathPattern.ANY);
        List<String> methods = Collections.emptyList();
        AuthScheme auth = AuthScheme.HEADER;
        boolean idToken;
        String header = "Authorization";
        String prefix = "";

        @Nullable
        String service;

        @Nullable
        String region;

        boolean unsignedPayload;
        boolean replacesExisting;
        boolean passesOnFailure;
        List<Integer> retryOn = Collections.singletonList(401);
        boolean allowsPlainHttp;
        long maxBufferedBody;
        boolean debugs;

        @Nullable
        Realtime realtime;

        Builder(Section section) {
            this.section = section;
        }

        Rule build(String identity) {
            return new Rule(this, identity);
        }
    }
}
