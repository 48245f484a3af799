/** Tests of where AWS credentials come from. */
package io.countersign.aws;
