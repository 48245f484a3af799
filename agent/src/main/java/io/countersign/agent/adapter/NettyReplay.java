package io.countersign.agent.adapter;

/** What becomes of a refused hop, by what its connection allows. */
enum NettyReplay {
    /** It is sent again, behind its refusal. */
    SAME_CONNECTION,
    /** It cannot be sent again here, but the next one brings other credentials. */
    NEVER,
    /** Other requests follow before the answer comes, so that it is not told from theirs. */
    UNWATCHED
}
