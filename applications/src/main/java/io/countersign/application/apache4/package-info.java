/** Apache HttpClient 4. */
package io.countersign.application.apache4;
