package io.countersign.rules;

import java.util.regex.Pattern;

/** Names of things in AWS, by their form. Loaded only by files that have one. */
final class AwsName {

    private static final Pattern ROLE = Pattern.compile("arn:aws[a-z-]*:iam::\\d{12}:role/[\\x21-\\x7e]+");

    /** What AWS STS takes for RoleSessionName. */
    private static final Pattern SESSION = Pattern.compile("[A-Za-z0-9_+=,.@-]{2,64}");

    private static final Pattern POOL_MEMBER =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    private AwsName() {}

    static boolean isRole(String text) {
        return ROLE.matcher(text).matches();
    }

    static boolean isSession(String text) {
        return SESSION.matcher(text).matches();
    }

    static boolean isIdentityPool(String text) {
        int colon = text.indexOf(':');
        return colon > 0
                && Shape.isRegion(text.substring(0, colon))
                && POOL_MEMBER.matcher(text.substring(colon + 1)).matches();
    }
}
