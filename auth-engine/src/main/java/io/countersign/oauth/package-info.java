/** Tokens for a machine in its own name, from any OAuth 2 authorization server. */
package io.countersign.oauth;
