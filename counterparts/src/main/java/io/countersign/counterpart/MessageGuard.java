package io.countersign.counterpart;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The checks of one web socket's messages: what needs no authorization passes as it is. */
final class MessageGuard implements GateSocket.Guard {

    private final int number;
    private final AppSyncHandshake handshake;
    private final AppSyncEngine engine;
    private final AppSyncAuthorizer authorizer;
    private final String authority;
    private final GateRecord record;

    MessageGuard(
            int number,
            AppSyncHandshake handshake,
            AppSyncEngine engine,
            AppSyncAuthorizer authorizer,
            String authority,
            GateRecord record) {
        this.number = number;
        this.handshake = handshake;
        this.engine = engine;
        this.authorizer = authorizer;
        this.authority = authority;
        this.record = record;
    }

    @Override
    public AppSyncEngine.Peer opened(GateSocket client) {
        return engine.connect(handshake, client);
    }

    @Override
    public void passText(String text, int frames, GateSocket client, AppSyncEngine.Peer behind) {
        ReceivedMessage received = new ReceivedMessage(number, false, text.getBytes(StandardCharsets.UTF_8), frames);
        AppSyncMessage message = AppSyncMessage.of(handshake.subprotocol(), text);
        if (!message.needsAuthorization()) {
            behind.text(text);
            record.messages.add(received);
            return;
        }
        Optional<String> refusal = refusal(message);
        if (refusal.isEmpty()) {
            behind.text(text);
        } else {
            record.refusals.add(refusal.get());
            client.text(AppSyncErrors.answer(message));
        }
        record.messages.add(received);
        record.starts.add(received);
    }

    @Override
    public void passBinary(byte[] bytes, int frames, AppSyncEngine.Peer behind) {
        behind.binary(bytes);
        record.messages.add(new ReceivedMessage(number, true, bytes, frames));
    }

    private Optional<String> refusal(AppSyncMessage message) {
        Optional<String> refusal = message.isAmbiguous()
                ? Optional.of("a name stands in it twice")
                : authorizer.refusal(message.asRequest(), authority, message.isOfEvents());
        return refusal.map(reason -> message.type() + " " + message.id() + ": " + reason);
    }
}
