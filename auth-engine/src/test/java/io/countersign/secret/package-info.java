/** Tests of references and of the environment behind them. */
package io.countersign.secret;
