package io.countersign.application.soap;

import io.countersign.application.Client;
import io.countersign.application.Request;
import io.countersign.application.Response;
import java.net.URI;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.axis.AxisFault;
import org.apache.axis.Handler;
import org.apache.axis.MessageContext;
import org.apache.axis.SimpleTargetedChain;
import org.apache.axis.client.Call;
import org.apache.axis.client.Service;
import org.apache.axis.configuration.SimpleProvider;
import org.apache.axis.message.SOAPBodyElement;
import org.apache.axis.message.SOAPEnvelope;
import org.apache.axis.transport.http.CommonsHTTPSender;
import org.apache.axis.transport.http.HTTPConstants;
import org.apache.axis.transport.http.HTTPSender;

/** A SOAP service by Axis 1; each request is a POST, whose payload carries the body. */
public final class Axis1Soap implements Client {

    private static final Pattern STATUS = Pattern.compile("\\((\\d+)\\)");

    private final Service service;

    private Axis1Soap(Handler sender) {
        SimpleProvider provider = new SimpleProvider();
        provider.deployTransport("http", new SimpleTargetedChain(sender));
        service = new Service(provider);
    }

    /** Over sockets of its own, as it comes. */
    public static Client sockets() {
        return new Axis1Soap(new HTTPSender());
    }

    /** Over Commons HttpClient 3. */
    public static Client commons() {
        return new Axis1Soap(new CommonsHTTPSender());
    }

    @Override
    public Response send(Request request) throws Exception {
        Call call = (Call) service.createCall();
        call.setTargetEndpointAddress(URI.create(request.url()).toURL());
        call.setProperty(MessageContext.HTTP_TRANSPORT_VERSION, HTTPConstants.HEADER_PROTOCOL_V11);
        SOAPEnvelope envelope = new SOAPEnvelope();
        SOAPBodyElement payload = new SOAPBodyElement(envelope.createName("echo", "o", "urn:orders"));
        payload.addTextNode(Base64.getEncoder().encodeToString(request.body().bytes()));
        envelope.addBodyElement(payload);
        try {
            SOAPBodyElement echoed = call.invoke(envelope).getFirstBody();
            return Response.of(200, Base64.getDecoder().decode(text(echoed)));
        } catch (AxisFault e) {
            Matcher status = STATUS.matcher(String.valueOf(e.getMessage()));
            if (status.find()) {
                return Response.of(Integer.parseInt(status.group(1)), null);
            }
            throw e;
        }
    }

    private static String text(SOAPBodyElement element) throws Exception {
        org.w3c.dom.Node first = element.getAsDOM().getFirstChild();
        return first == null ? "" : first.getNodeValue();
    }
}
