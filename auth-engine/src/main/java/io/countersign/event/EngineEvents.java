package io.countersign.event;

/**
 * Who watches an engine. What is told holds no secret. Rules and identities are known by their names in the rules file, so
 * whoever counts may go on counting for the engine that new rules bring.
 */
public interface EngineEvents {

    /** Who is told of the hops of a rule; asked once for each engine. */
    HopEvents ofRule(String name);

    /** Who is told of the tokens of an identity; asked once for each engine. */
    TokenEvents ofIdentity(String name);
}
