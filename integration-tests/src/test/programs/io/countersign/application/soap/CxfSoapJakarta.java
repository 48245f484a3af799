package io.countersign.application.soap;

import io.countersign.application.Client;
import io.countersign.application.Request;
import io.countersign.application.Response;
import jakarta.xml.ws.Dispatch;
import jakarta.xml.ws.Service;
import jakarta.xml.ws.WebServiceException;
import jakarta.xml.ws.soap.SOAPBinding;
import java.io.StringReader;
import java.util.Base64;
import javax.xml.namespace.QName;
import javax.xml.transform.Source;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMResult;
import javax.xml.transform.stream.StreamSource;
import org.apache.cxf.transport.http.HTTPException;
import org.w3c.dom.Document;

/** A SOAP service by JAX-WS, which is CXF's here; each request is a POST, whose payload carries the body. */
public final class CxfSoapJakarta implements Client {

    private static final QName PORT = new QName("urn:orders", "port");

    private CxfSoapJakarta() {}

    /** Over what CXF comes with. */
    public static Client client() {
        return new CxfSoapJakarta();
    }

    /** Over HttpURLConnection, where it comes with something else. */
    public static Client urlConnection() {
        System.setProperty("org.apache.cxf.transport.http.forceURLConnection", "true");
        return new CxfSoapJakarta();
    }

    /** Over the asynchronous Apache HttpClient. */
    public static Client asynchronous() {
        System.setProperty("org.apache.cxf.transport.http.async.usePolicy", "ALWAYS");
        return new CxfSoapJakarta();
    }

    @Override
    public Response send(Request request) throws Exception {
        Service service = Service.create(new QName("urn:orders", "service"));
        service.addPort(PORT, SOAPBinding.SOAP11HTTP_BINDING, request.url());
        Dispatch<Source> port = service.createDispatch(PORT, Source.class, Service.Mode.PAYLOAD);
        String text = Base64.getEncoder().encodeToString(request.body().bytes());
        try {
            Source answer = port.invoke(
                    new StreamSource(new StringReader("<o:echo xmlns:o=\"urn:orders\">" + text + "</o:echo>")));
            DOMResult tree = new DOMResult();
            TransformerFactory.newInstance().newTransformer().transform(answer, tree);
            String echoed = ((Document) tree.getNode()).getDocumentElement().getTextContent();
            return Response.of(200, Base64.getDecoder().decode(echoed));
        } catch (WebServiceException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof HTTPException) {
                    return Response.of(((HTTPException) cause).getResponseCode(), null);
                }
            }
            throw e;
        }
    }
}
