/** Where AWS credentials come from. */
package io.countersign.aws;
