package rowlock.web;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/// The HTTP server of a hub, on loopback only.
public final class WebServer implements AutoCloseable {
  private static final int MAX_PLATFORM_THREADS = 8;
  private static final int PORT_TRIES = 10;
  private static final int ACCEPT_QUEUE = 256;

  // Held so that its level is not forgotten with it.
  private static final Logger JETTY = Logger.getLogger("org.eclipse.jetty");

  private final Server server;
  private final ExecutorService threads;
  private final int port;

  private WebServer(Server server, ExecutorService threads, int port) {
    this.server = server;
    this.threads = threads;
    this.port = port;
  }

  /// What a server serves, and to whom.
  ///
  /// @param port the port, or 0 for any that is free
  /// @param routes what it answers
  /// @param callers whom it answers
  /// @param limits how much it takes
  /// @param traffic counts its requests
  /// @param trouble hears of what should not happen in an endpoint
  public record Setup(
      int port,
      RouteTable routes,
      Callers callers,
      WebLimits limits,
      Traffic traffic,
      Consumer<RuntimeException> trouble) {}

  /// Starts a server on 127.0.0.1, and on ::1 where there is one. It listens when this returns.
  ///
  /// @throws IllegalStateException if the port cannot be had
  public static WebServer start(Setup setup) {
    for (int tried = 1; ; tried++) {
      try {
        return tryStart(setup);
      } catch (Exception taken) {
        // A free port of 127.0.0.1 may be somebody else's on ::1.
        if (setup.port() != 0 || tried == PORT_TRIES) {
          throw new IllegalStateException(
              "cannot listen on loopback: " + taken.getMessage(), taken);
        }
      }
    }
  }

  /// The port it listens on.
  public int port() {
    return port;
  }

  /// The address to call it by.
  public String address() {
    return "http://127.0.0.1:" + port;
  }

  /// Closes all connections and interrupts the endpoints that are still answering.
  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception broken) {
      throw new IllegalStateException("the web server did not stop", broken);
    } finally {
      threads.shutdownNow();
    }
  }

  private static WebServer tryStart(Setup setup) throws Exception {
    // Its warnings quote what strangers sent, as often as they like.
    JETTY.setLevel(Level.SEVERE);
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    QueuedThreadPool pool = new QueuedThreadPool(MAX_PLATFORM_THREADS, 1);
    pool.setName("web");
    pool.setDaemon(true);
    pool.setReservedThreads(0);
    pool.setVirtualThreadsExecutor(threads);
    Server server = new Server(pool);
    server.setErrorHandler(new FailurePage());
    server.setStopTimeout(0);
    try {
      Connections connections = new Connections(setup.limits());
      ServerConnector first = connector(server, setup.limits(), connections);
      listen(first, "127.0.0.1", setup.port());
      int port = first.getLocalPort();
      if (hasIpv6Loopback()) {
        listen(connector(server, setup.limits(), connections), "::1", port);
      }
      Guard guard = new Guard(new Addresses(port), setup.callers(), setup.limits());
      server.setHandler(
          new Front(
              setup.routes(),
              guard,
              setup.limits(),
              connections,
              new Front.Watchers(setup.traffic(), setup.trouble())));
      server.start();
      threads.execute(connections::watch);
      return new WebServer(server, threads, port);
    } catch (Exception broken) {
      threads.shutdownNow();
      server.stop();
      for (var connector : server.getConnectors()) {
        ((ServerConnector) connector).close();
      }
      throw broken;
    }
  }

  private static ServerConnector connector(
      Server server, WebLimits limits, Connections connections) {
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setSendDateHeader(false);
    http.setRequestHeaderSize(WebLimits.HEADER_BYTES);
    http.setHttpCompliance(HttpCompliance.RFC9110);
    http.setUriCompliance(UriCompliance.DEFAULT);
    ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
    connector.setIdleTimeout(limits.patience().toMillis());
    connector.setAcceptQueueSize(ACCEPT_QUEUE);
    connector.addBean(connections);
    return connector;
  }

  private static void listen(ServerConnector connector, String host, int port) throws Exception {
    connector.setHost(host);
    connector.setPort(port);
    connector.getServer().addConnector(connector);
    connector.open();
  }

  private static boolean hasIpv6Loopback() throws SocketException {
    InetAddress address = InetAddress.ofLiteral("::1");
    return NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .map(InetAddress::getHostAddress)
        .anyMatch(text -> text.startsWith(address.getHostAddress()));
  }
}
