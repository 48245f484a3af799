package io.countersign.application.web;

import io.countersign.application.ApplicationMain;
import io.countersign.application.Client;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import javax.servlet.ServletException;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/**
 * Sends what its parameter {@code line} says through the client that its parameter {@code client} names, and answers with
 * the outcome; without a line only with {@code READY}. With {@code leak} it makes the mistake of leaving its class where the next deployment finds it.
 */
public final class SendingServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private final transient Map<String, Client> clients = new HashMap<>();

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        if (request.getParameter("leak") != null) {
            System.getProperties().put(new Object(), SendingServlet.class);
        }
        response.setContentType("text/plain;charset=UTF-8");
        String line = request.getParameter("line");
        response.getWriter()
                .write(line == null ? "READY" : ApplicationMain.outcome(client(request.getParameter("client")), line));
    }

    private synchronized Client client(String name) throws ServletException {
        try {
            Client client = clients.get(name);
            if (client == null) {
                client = ApplicationMain.client(name);
                clients.put(name, client);
            }
            return client;
        } catch (ReflectiveOperationException e) {
            throw new ServletException(e);
        }
    }
}
