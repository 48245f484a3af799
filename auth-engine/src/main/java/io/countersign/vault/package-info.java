/** The vaults that references lead to: AWS Secrets Manager and Parameter Store. */
package io.countersign.vault;
