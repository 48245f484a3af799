package io.countersign.it.demo;

import java.util.List;

/**
 * One line of the table: what one request, or one hop after a redirect, came to.
 *
 * @param subject client, request and rule
 * @param header what arrived with the agent
 * @param statuses without and with the agent, as the application saw them
 */
record Row(List<String> subject, String header, List<String> statuses, boolean asExpected) {}
