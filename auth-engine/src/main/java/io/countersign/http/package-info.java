/** HTTP to issuers, for what no client of the AWS SDK asks. */
package io.countersign.http;
