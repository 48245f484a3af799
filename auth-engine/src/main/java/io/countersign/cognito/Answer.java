package io.countersign.cognito;

import io.countersign.request.AuthenticationException;
import java.util.Map;

/** How one kind of challenge is answered. */
@FunctionalInterface
interface Answer {

    /** The responses that are this challenge's own; user name, secret hash and device key come with every answer. */
    Map<String, String> to(AuthReply challenge) throws AuthenticationException;
}
