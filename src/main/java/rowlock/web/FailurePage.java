package rowlock.web;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/// What Jetty answers by itself, to what is hardly HTTP: in the same form as all errors, and
/// without a word of what was sent.
final class FailurePage extends ErrorHandler {
  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Security.addTo(response.getHeaders());
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
    response.write(true, body(response.getStatus()), callback);
    return true;
  }

  private static ByteBuffer body(int status) {
    String message = HttpStatus.getMessage(status);
    String text =
        status >= HttpStatus.INTERNAL_SERVER_ERROR_500
            ? Reply.error(status, "internal", message, "see the log of the hub").text()
            : Reply.error(status, "bad_request", message, "send well-formed HTTP/1.1").text();
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }
}
