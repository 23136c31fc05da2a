package rowlock.hub;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import rowlock.access.PrivateFile;
import rowlock.access.Secret;
import rowlock.access.UnsafeFile;
import rowlock.json.Json;
import rowlock.json.MalformedJson;

/// What a hub leaves in `.rowlock/hub.json` for its clients, once it listens.
///
/// @param process the process it runs in
/// @param port the port it listens on, on loopback
/// @param token the operator's secret; a new one for each start of a hub
/// @param version of rowlock
/// @param instance a random name for this start of a hub
public record PortFile(Host process, int port, Secret token, String version, String instance) {
  /// The name of the file in rowlock's folder of a project.
  public static final String NAME = "hub.json";

  private static final int MAX_BYTES = 4_096;
  private static final int MAX_PORT = 65_535;

  public PortFile {
    if (port < 1 || port > MAX_PORT) {
      throw new IllegalArgumentException("port: 1 to " + MAX_PORT + ", not " + port);
    }
  }

  /// A process by its number and the moment it started, since numbers are given again.
  ///
  /// @param pid its number
  /// @param started when it started, if the system tells
  public record Host(long pid, Optional<Instant> started) {
    // Linux counts from the boot, and the moment of the boot moves when the clock is set right.
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    /// This process.
    public static Host current() {
      return of(ProcessHandle.current());
    }

    private static Host of(ProcessHandle handle) {
      return new Host(handle.pid(), handle.info().startInstant());
    }

    /// Whether this very process is there now.
    public boolean isAlive() {
      return ProcessHandle.of(pid)
          .filter(ProcessHandle::isAlive)
          .map(Host::of)
          .filter(found -> isSameStart(found.started()))
          .isPresent();
    }

    private boolean isSameStart(Optional<Instant> other) {
      return started.isEmpty()
          || other.isEmpty()
          || Duration.between(started.get(), other.get()).abs().compareTo(TOLERANCE) <= 0;
    }
  }

  /// What the hub of this process leaves.
  ///
  /// @param instance a random name for this start
  public static PortFile of(int port, Secret token, String version, String instance) {
    return new PortFile(Host.current(), port, token, version, instance);
  }

  /// Writes the file, in place of one that another hub left.
  ///
  /// @param home rowlock's folder of the project
  public void write(Path home) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("pid", process.pid());
    process.started().ifPresent(started -> members.put("started", started.toString()));
    members.put("port", port);
    members.put("token", token.reveal());
    members.put("version", version);
    members.put("instance", instance);
    PrivateFile.write(
        home.resolve(NAME), (Json.pretty(members) + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /// What a hub left last; whether it is still there is another question. Empty if none did, or the
  /// file is damaged.
  ///
  /// @param home rowlock's folder of the project
  /// @throws UnsafeFile if others than us could have written it
  public static Optional<PortFile> read(Path home) {
    return PrivateFile.read(home.resolve(NAME), MAX_BYTES).flatMap(PortFile::decode);
  }

  /// Removes the file, unless another hub has written its own since.
  ///
  /// @param home rowlock's folder of the project
  public void remove(Path home) {
    try {
      if (read(home).filter(found -> found.instance.equals(instance)).isPresent()) {
        Files.deleteIfExists(home.resolve(NAME));
      }
    } catch (IOException broken) {
      throw new UncheckedIOException("cannot remove " + home.resolve(NAME), broken);
    }
  }

  private static Optional<PortFile> decode(byte[] content) {
    try {
      Map<String, Object> members = Json.STANDARD.parseObject(content);
      Optional<Instant> started =
          members.containsKey("started")
              ? Optional.of(Instant.parse(text(members, "started")))
              : Optional.empty();
      return Optional.of(
          new PortFile(
              new Host(number(members, "pid"), started),
              Math.toIntExact(number(members, "port")),
              Secret.of(text(members, "token")),
              text(members, "version"),
              text(members, "instance")));
    } catch (MalformedJson
        | IllegalArgumentException
        | ArithmeticException
        | DateTimeException damaged) {
      return Optional.empty();
    }
  }

  private static String text(Map<String, Object> members, String name) {
    if (members.get(name) instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException(name + ": is missing");
  }

  private static long number(Map<String, Object> members, String name) {
    if (members.get(name) instanceof Long number) {
      return number;
    }
    throw new IllegalArgumentException(name + ": is missing");
  }
}
