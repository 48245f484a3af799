/** Tests of tokens for machines, against a token endpoint that checks what it receives. */
package io.countersign.oauth;
