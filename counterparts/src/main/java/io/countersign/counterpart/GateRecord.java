package io.countersign.counterpart;

import java.util.List;

/** All that came to a gate, and why some of it was refused. */
final class GateRecord {

    final Recorded<ReceivedRequest> posts = new Recorded<>();
    final Recorded<AppSyncHandshake> handshakes = new Recorded<>();
    final Recorded<ReceivedMessage> messages = new Recorded<>();
    final Recorded<ReceivedMessage> starts = new Recorded<>();
    final Recorded<String> refusals = new Recorded<>();

    void clear() {
        List.of(posts, handshakes, messages, starts, refusals).forEach(Recorded::clear);
    }
}
