/** Tests of the AppSync modes against what gql and botocore produce. */
package io.countersign.appsync;
