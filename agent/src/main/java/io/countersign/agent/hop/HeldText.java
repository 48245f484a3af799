package io.countersign.agent.hop;

/** The parts of a message that have come so far; too much text is not held but goes on. */
final class HeldText {

    private final StringBuilder text;
    private final boolean whole;

    private HeldText(StringBuilder text, boolean whole) {
        this.text = text;
        this.whole = whole;
    }

    static HeldText nothing() {
        return new HeldText(new StringBuilder(), true);
    }

    /** With one part more. */
    HeldText and(String part, long limit) {
        text.append(part);
        return whole && text.length() <= limit ? this : new HeldText(text, false);
    }

    /** Whether all that has come is here. */
    boolean isWhole() {
        return whole;
    }

    /** What is held, or has to go out now. */
    String text() {
        return text.toString();
    }

    /** What stays here: what goes out does not. */
    HeldText kept() {
        return whole ? this : new HeldText(new StringBuilder(), false);
    }
}
