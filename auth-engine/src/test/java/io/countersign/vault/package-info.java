/** Tests of the vaults that references lead to. */
package io.countersign.vault;
