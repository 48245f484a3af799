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
        Optional<String> refusal = message.needsAuthorization() ? refusal(message) : Optional.empty();
        refusal.ifPresent(record.refusals::add);
        record.messages.add(received);
        if (message.needsAuthorization()) {
            record.starts.add(received);
        }
        if (refusal.isEmpty()) {
            behind.text(text);
        } else {
            client.text(AppSyncErrors.answer(message));
        }
    }

    @Override
    public void passBinary(byte[] bytes, int frames, AppSyncEngine.Peer behind) {
        record.messages.add(new ReceivedMessage(number, true, bytes, frames));
        behind.binary(bytes);
    }

    private Optional<String> refusal(AppSyncMessage message) {
        Optional<String> refusal = message.isAmbiguous()
                ? Optional.of("a name stands in it twice")
                : authorizer.refusal(message.asRequest(), authority, message.isOfEvents());
        return refusal.map(reason -> message.type() + " " + message.id() + ": " + reason);
    }
}
