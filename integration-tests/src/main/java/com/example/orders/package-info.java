/** The demo's application: a small shop that knows nothing of credentials, or of the agent, and is packaged by itself. */
package com.example.orders;
