/** Libraries that stand on the clients which the agent knows: used as their users do, they are authenticated like these. */
package io.countersign.it.libraries;
