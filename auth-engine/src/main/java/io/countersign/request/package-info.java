/** One network hop, and what it means to authorize it. */
package io.countersign.request;
