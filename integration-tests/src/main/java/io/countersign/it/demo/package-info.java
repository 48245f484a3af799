/** The demo: an application that knows no credentials is run without and with the agent, against counterparts that want them. */
package io.countersign.it.demo;
