/** Tests of single requests to issuers. */
package io.countersign.http;
