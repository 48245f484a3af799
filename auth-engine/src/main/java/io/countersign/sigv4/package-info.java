/** AWS Signature Version 4, as a pure function. */
package io.countersign.sigv4;
