package io.countersign.aws;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;

/** A provider chain that answers what a test wants, and counts what is done to it. */
final class FakeChain implements CredentialsOrigin {

    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();
    private final AtomicInteger asked = new AtomicInteger();
    private volatile @Nullable Supplier<AwsCredentials> whenOpenedAgain;
    private volatile Supplier<AwsCredentials> answer = () -> {
        throw new AssertionError("no answer set");
    };

    void gives(AwsCredentials credentials) {
        answer = () -> credentials;
    }

    void givesWhenOpenedAgain(AwsCredentials credentials) {
        whenOpenedAgain = () -> credentials;
    }

    void fails(String message) {
        answer = () -> {
            throw SdkClientException.create(message);
        };
    }

    @Override
    public String nothingFound(String said) {
        return CredentialsOrigin.defaultChain().nothingFound(said);
    }

    @Override
    public AwsCredentialsProvider open() {
        opened.incrementAndGet();
        Supplier<AwsCredentials> next = whenOpenedAgain;
        if (next != null) {
            answer = next;
        }
        return new Opened(this);
    }

    int opened() {
        return opened.get();
    }

    int closed() {
        return closed.get();
    }

    int asked() {
        return asked.get();
    }

    /** The chain between opening and closing. */
    private record Opened(FakeChain chain) implements AwsCredentialsProvider, AutoCloseable {

        @Override
        public AwsCredentials resolveCredentials() {
            chain.asked.incrementAndGet();
            return chain.answer.get();
        }

        @Override
        public void close() {
            chain.closed.incrementAndGet();
        }
    }
}
