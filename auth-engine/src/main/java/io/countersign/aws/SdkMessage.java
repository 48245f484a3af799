package io.countersign.aws;

/** What an exception of the AWS SDK says, fit for one line of ours. */
final class SdkMessage {

    private static final int LONGEST = 1_000;
    private static final String REASONS = ") : [";

    private SdkMessage() {}

    /** A chain's message lists its members before their reasons; only the reasons are worth a reader's time. */
    static String inOneLine(Throwable failure) {
        String message = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        int reasons = message.indexOf(REASONS);
        String said = reasons < 0 ? message : message.substring(reasons + REASONS.length(), message.length() - 1);
        String line = said.replace('\r', ' ').replace('\n', ' ').trim();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }
}
