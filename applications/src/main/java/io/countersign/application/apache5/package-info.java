/** Apache HttpClient 5. */
package io.countersign.application.apache5;
