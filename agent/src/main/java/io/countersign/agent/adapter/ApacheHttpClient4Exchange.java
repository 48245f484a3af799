package io.countersign.agent.adapter;

import io.countersign.agent.hop.Adapter;
import io.countersign.agent.hop.Call;
import io.countersign.agent.hop.Hops;
import io.countersign.agent.hop.Refusal;
import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.http.HttpHost;
import org.apache.http.HttpRequest;
import org.apache.http.concurrent.BasicFuture;
import org.apache.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/**
 * The minimal and the pipelining client of HttpAsyncClient 4.1, whose exchanges generate their requests themselves. They
 * follow no redirect and answer no challenge, so nothing is sent a second time.
 */
public final class ApacheHttpClient4Exchange implements Adapter {

    private final Hops hops;

    /** Made by reflection. */
    public ApacheHttpClient4Exchange(Hops hops) {
        this.hops = hops;
    }

    @Override
    public @Nullable Object at(String point, Call call) throws Exception {
        switch (point) {
            case "body":
                return ApacheHttpClient4Producer.of(hops, call.result());
            case "bodies":
                return wrapped((Queue<?>) call.result());
            case "minimal":
                minimal(call);
                return call.result();
            default:
                AtomicReference<?> current = (AtomicReference<?>) field(call, "requestProducerRef");
                authorize(call, current == null ? null : current.get());
                return call.result();
        }
    }

    /** Unlike all others, this exchange does not tell its future of a failure. */
    private void minimal(Call call) throws IOException {
        try {
            authorize(call, field(call, "requestProducer"));
        } catch (IOException e) {
            BasicFuture<?> future = (BasicFuture<?>) field(call, "resultFuture");
            if (future != null) {
                future.failed(asThrown(e));
            }
            throw e;
        }
    }

    private static Exception asThrown(IOException e) {
        Throwable answer = e instanceof Refusal ? ((Refusal) e).answer() : e;
        return answer instanceof Exception ? (Exception) answer : e;
    }

    private void authorize(Call call, @Nullable Object producer) throws IOException {
        HttpContext context = (HttpContext) field(call, "localContext");
        HttpRequest request = (HttpRequest) call.result();
        if (context == null || request == null) {
            return;
        }
        HttpHost host = ApacheHttpClient4Hop.dialled(context, null);
        if (host != null && hops.concern(request, host.getHostName())) {
            hops.authorize(new ApacheHttpClient4Hop(request, host, ApacheHttpClient4Producer.body(producer, context)));
        }
    }

    private Queue<Object> wrapped(@Nullable Queue<?> producers) {
        Queue<Object> wrapped = new ConcurrentLinkedQueue<>();
        if (producers != null) {
            producers.forEach(producer -> wrapped.add(ApacheHttpClient4Producer.of(hops, producer)));
        }
        return wrapped;
    }

    private static @Nullable Object field(Call call, String name) {
        return Member.get(Member.field(call.owner(), name), call.self());
    }
}
