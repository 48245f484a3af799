package io.countersign.agent.hop;

import org.jspecify.annotations.Nullable;

/**
 * Knows one client library: turns a call of its woven methods into a hop. There is one per woven class, made by
 * reflection with the {@link Hops} as its only argument.
 */
public interface Adapter {

    /**
     * Called at a point that the hook table names. What it throws never reaches the application, unless it is the
     * refusal of the engine.
     *
     * @return the result to go on with; ignored at the start of a method
     */
    @Nullable
    Object at(String point, Call call) throws Exception;
}
