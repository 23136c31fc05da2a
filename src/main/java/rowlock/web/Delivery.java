package rowlock.web;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// Sends an answer.
///
/// @param response where it goes
/// @param callback what Jetty wants to be told at the end
record Delivery(Response response, Callback callback) {
  void deliver(Reply reply) {
    response.setStatus(reply.status());
    reply.headers().forEach(response.getHeaders()::put);
    switch (reply) {
      case Reply.Whole whole -> deliverWhole(whole);
      case Reply.Streamed streamed -> deliverStreamed(streamed);
    }
  }

  private void deliverWhole(Reply.Whole whole) {
    byte[] body = whole.text().getBytes(StandardCharsets.UTF_8);
    if (body.length > 0) {
      response.getHeaders().put(HttpHeader.CONTENT_TYPE, whole.type());
    }
    if (whole.status() == 413 || whole.status() == 408) {
      // What is left of the body is not worth reading.
      response.getHeaders().put(HttpHeader.CONNECTION, "close");
    }
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
    response.write(true, ByteBuffer.wrap(body), callback);
  }

  private void deliverStreamed(Reply.Streamed streamed) {
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, streamed.type());
    OutputStream out = Content.Sink.asOutputStream(response);
    try {
      out.flush();
      streamed.source().sendTo(piece -> send(out, piece));
      callback.succeeded();
    } catch (Reply.Gone gone) {
      callback.failed(gone);
    } catch (IOException | InterruptedException ended) {
      callback.failed(new Reply.Gone(ended));
    } catch (RuntimeException broken) {
      callback.failed(broken);
      throw broken;
    }
  }

  private static void send(OutputStream out, String piece) {
    try {
      out.write(piece.getBytes(StandardCharsets.UTF_8));
      out.flush();
    } catch (IOException gone) {
      throw new Reply.Gone(gone);
    }
  }
}
