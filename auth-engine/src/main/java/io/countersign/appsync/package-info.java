/** How AWS AppSync wants to be authorized, per mode. */
package io.countersign.appsync;
