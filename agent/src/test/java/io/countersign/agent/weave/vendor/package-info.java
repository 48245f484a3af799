/** What a vendor's own code does with a client library, loaded under the names that the vendor gave it. */
package io.countersign.agent.weave.vendor;
