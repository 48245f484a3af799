/** What the agent promises to every application, whatever client library it uses. */
package io.countersign.it.contract;
