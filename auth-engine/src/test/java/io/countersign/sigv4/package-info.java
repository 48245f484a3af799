/** Tests of the signer: AWS's published examples, and the SDK as an oracle. */
package io.countersign.sigv4;
