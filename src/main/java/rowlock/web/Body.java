package rowlock.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/// Reads the body of a request, as much as there may be and no slower than it may be.
final class Body {
  private static final int PIECE_BYTES = 16 << 10;

  private Body() {}

  /// The whole body.
  ///
  /// @throws Refused if it is no JSON by its headers, too long, too slow, or does not come at all
  static byte[] read(Request request, WebLimits limits) {
    HttpFields headers = request.getHeaders();
    if (headers.contains(HttpHeader.CONTENT_ENCODING)) {
      throw new Refused(
          415, "encoded_body", "compressed bodies are not taken", "send the JSON as it is");
    }
    if (!isJson(headers)) {
      throw new Refused(
          415,
          "not_json",
          "the body must be JSON, and the request must say so",
          "send it with the header Content-Type: application/json");
    }
    if (headers.getLongField(HttpHeader.CONTENT_LENGTH) > limits.bodyBytes()) {
      throw tooLong(limits);
    }
    try (InputStream in = Content.Source.asInputStream(request)) {
      return read(in, limits);
    } catch (IOException broken) {
      throw new Refused(
          408, "incomplete_body", "the body did not arrive whole", "send the request again");
    }
  }

  private static byte[] read(InputStream in, WebLimits limits) throws IOException {
    long until = System.nanoTime() + limits.patience().toNanos();
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    byte[] piece = new byte[PIECE_BYTES];
    int length = in.read(piece);
    while (length >= 0) {
      if (body.size() + length > limits.bodyBytes()) {
        throw tooLong(limits);
      }
      if (System.nanoTime() > until) {
        throw new Refused(408, "slow_body", "the body took too long", "send it in one go");
      }
      body.write(piece, 0, length);
      length = in.read(piece);
    }
    return body.toByteArray();
  }

  private static boolean isJson(HttpFields headers) {
    // One that cannot be sent by a form of another site without asking first: so no text/plain.
    return headers.getValuesList(HttpHeader.CONTENT_TYPE).size() == 1
        && headers
            .get(HttpHeader.CONTENT_TYPE)
            .toLowerCase(Locale.ROOT)
            .replace(" ", "")
            .matches("application/json(;charset=\"?utf-8\"?)?");
  }

  private static Refused tooLong(WebLimits limits) {
    return new Refused(
        413,
        "body_too_long",
        "a body may have " + limits.bodyBytes() + " bytes",
        "send less at once");
  }
}
