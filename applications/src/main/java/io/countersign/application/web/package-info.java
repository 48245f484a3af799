/** A web application with client libraries of its own, and a Tomcat that deploys and undeploys it. */
package io.countersign.application.web;
