package io.countersign.application.soap;

import io.countersign.application.Client;
import io.countersign.application.Request;
import io.countersign.application.Response;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.namespace.QName;
import org.apache.axiom.om.OMAbstractFactory;
import org.apache.axiom.om.OMElement;
import org.apache.axis2.AxisFault;
import org.apache.axis2.addressing.EndpointReference;
import org.apache.axis2.client.Options;
import org.apache.axis2.client.ServiceClient;

/** A SOAP service by Axis 2; each request is a POST, whose payload carries the body. */
public final class Axis2Soap implements Client {

    private static final Pattern STATUS = Pattern.compile("Transport error: (\\d+)");

    private final ServiceClient service;

    private Axis2Soap() throws AxisFault {
        service = new ServiceClient();
    }

    /** As it comes. */
    public static Client client() throws AxisFault {
        return new Axis2Soap();
    }

    @Override
    public Response send(Request request) throws Exception {
        Options options = new Options();
        options.setTo(new EndpointReference(request.url()));
        service.setOptions(options);
        OMElement payload = OMAbstractFactory.getOMFactory().createOMElement(new QName("urn:orders", "echo"));
        payload.setText(Base64.getEncoder().encodeToString(request.body().bytes()));
        try {
            String echoed = service.sendReceive(payload).getText();
            return Response.of(200, Base64.getDecoder().decode(echoed));
        } catch (AxisFault e) {
            Matcher status = STATUS.matcher(String.valueOf(e.getMessage()));
            if (status.find()) {
                return Response.of(Integer.parseInt(status.group(1)), null);
            }
            throw e;
        } finally {
            service.cleanupTransport();
        }
    }
}
