package rowlock.hub;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import rowlock.access.Identity;
import rowlock.access.Recognition;
import rowlock.access.Secret;
import rowlock.access.Tokens;
import rowlock.operation.Outcome;
import rowlock.operation.Project;
import rowlock.operation.Projects;
import rowlock.registry.FolderOffice;
import rowlock.registry.Gateway;
import rowlock.registry.LocalGateway;
import rowlock.registry.Registry;

/// The way to the operations of a project for as long as somebody wants it: through the hub while
/// one runs, else straight to the journal. Hubs come and go meanwhile. Safe to share between
/// threads; whoever opened it closes it.
public final class Connection implements Gateway, AutoCloseable {
  private final Path folder;
  private final Optional<Secret> token;
  private final Registry registry;
  private final InstantSource clock;
  private Link link = new Link(Optional.empty(), Optional.empty(), () -> {});

  /// A way that was found.
  ///
  /// @param instance the hub it leads through, if it does
  /// @param gateway the operations; nothing before the first call
  /// @param end gives it up
  private record Link(Optional<String> instance, Optional<Gateway> gateway, Runnable end) {}

  /// Connects to a project, or to a folder that is to become one.
  ///
  /// @param folder the project's folder
  /// @param token who calls; the operator if empty
  /// @param clock the wall clock, for tokens
  public Connection(Path folder, Optional<Secret> token, Registry registry, InstantSource clock) {
    this.folder = folder;
    this.token = token;
    this.registry = registry;
    this.clock = clock;
  }

  /// @throws IllegalArgumentException if nobody knows the token
  @Override
  public Outcome call(String operation, Map<String, Object> arguments, Optional<String> key)
      throws InterruptedException {
    return gateway().call(operation, arguments, key);
  }

  /// @throws IllegalArgumentException if nobody knows the token
  @Override
  public Identity identity() {
    try {
      return gateway().identity();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while asking who calls", interrupted);
    }
  }

  @Override
  public long awaitBeyond(long position, Duration longest) throws InterruptedException {
    return gateway().awaitBeyond(position, longest);
  }

  private synchronized Gateway gateway() throws InterruptedException {
    Optional<String> running = running();
    if (link.gateway().isPresent() && link.instance().equals(running)) {
      return link.gateway().get();
    }
    link.end().run();
    link = running.isPresent() ? throughHub(running) : straight();
    return link.gateway().orElseThrow();
  }

  /// The name of the hub that runs now.
  private Optional<String> running() {
    return Projects.isProject(folder)
        ? PortFile.read(home()).filter(file -> file.process().isAlive()).map(PortFile::instance)
        : Optional.empty();
  }

  private Link throughHub(Optional<String> instance) throws InterruptedException {
    // It proves that it is the hub before anybody's token is sent.
    Optional<HubClient> proved = HubClient.find(home());
    Optional<PortFile> file = PortFile.read(home());
    if (proved.isEmpty() || file.isEmpty()) {
      return straight();
    }
    HubClient client = proved.get();
    if (token.isPresent()) {
      client.close();
      client = HubClient.of(file.get().port(), token.get());
    }
    try {
      HubGateway gateway = HubGateway.of(client);
      return new Link(instance, Optional.of(gateway), gateway::close);
    } catch (HubGone closing) {
      return straight();
    }
  }

  private Link straight() {
    Identity identity = token.map(this::identify).orElseGet(Identity::operator);
    FolderOffice office = new FolderOffice(folder);
    return new Link(
        Optional.empty(), Optional.of(new LocalGateway(registry, identity, office)), office::close);
  }

  private Identity identify(Secret secret) {
    return switch (Tokens.of(home()).identify(secret.reveal(), clock.instant())) {
      case Recognition.Known known -> known.identity();
      case Recognition.Refused _ ->
          throw new IllegalArgumentException("token: nobody knows it (any more)");
    };
  }

  private Path home() {
    return folder.resolve(Project.HOME);
  }

  @Override
  public synchronized void close() {
    link.end().run();
    link = new Link(Optional.empty(), Optional.empty(), () -> {});
  }
}
