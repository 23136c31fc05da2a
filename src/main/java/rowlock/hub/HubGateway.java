package rowlock.hub;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import rowlock.access.Identity;
import rowlock.access.Roles;
import rowlock.operation.Outcome;
import rowlock.registry.Gateway;
import rowlock.task.AgentId;
import rowlock.task.Durations;
import rowlock.team.Permission;
import rowlock.team.Role;

/// The gateway to operations that are carried out in a hub. Safe to share between threads.
///
/// Every call has a key, so that one whose answer was lost on the way can be sent again.
public final class HubGateway implements Gateway, AutoCloseable {
  /// Longer than the longest operation waits.
  private static final Duration PATIENCE = Duration.ofMinutes(11);

  private static final int OK = 200;

  private final HubClient client;
  private final Identity identity;

  private HubGateway(HubClient client, Identity identity) {
    this.client = client;
    this.identity = identity;
  }

  /// The gateway of whoever the client's token belongs to. The client is closed with it.
  ///
  /// @throws HubGone if the hub does not answer
  /// @throws IllegalArgumentException if the hub does not know the token
  public static HubGateway of(HubClient client) throws InterruptedException {
    HubClient.Answer me = client.read("/me", HubClient.PROMPT);
    if (me.status() != OK) {
      throw new IllegalArgumentException("token: the hub does not know it (any more)");
    }
    return new HubGateway(client, identity(me.members()));
  }

  @Override
  public Identity identity() {
    return identity;
  }

  @Override
  public Outcome call(String operation, Map<String, Object> arguments, Optional<String> key)
      throws InterruptedException {
    Optional<String> sent = key.or(() -> Optional.of(UUID.randomUUID().toString()));
    try {
      return outcome(client.call(operation, arguments, sent, PATIENCE));
    } catch (HubGone once) {
      try {
        return outcome(client.call(operation, arguments, sent, PATIENCE));
      } catch (HubGone gone) {
        return new Outcome.NotDone(
            Outcome.Reason.ENVIRONMENT,
            "hub_gone",
            "the hub does not answer any more; whether it was done is unknown",
            "try again: with the same key it is done once",
            Map.of("key", sent.orElseThrow()));
      }
    }
  }

  @Override
  public long awaitBeyond(long position, Duration longest) throws InterruptedException {
    String path = "/position?beyond=" + position + "&wait=" + Durations.format(longest);
    HubClient.Answer answer = client.read(path, longest.plus(HubClient.PROMPT));
    if (answer.members().get("position") instanceof Long found) {
      return found;
    }
    throw new HubGone("the hub does not say how far its journal is: " + answer.status());
  }

  @Override
  public void close() {
    client.close();
  }

  private static Outcome outcome(HubClient.Answer answer) {
    Map<String, Object> members = answer.members();
    if (answer.status() == OK) {
      return new Outcome.Done(members);
    }
    Map<String, Object> error = object(members, "error");
    return new Outcome.NotDone(
        reason(error, answer.status()),
        text(error, "code").orElse("http_" + answer.status()),
        text(error, "message").orElse("the hub answered with status " + answer.status()),
        text(error, "hint").orElse("see the log of the hub"),
        object(members, "data"));
  }

  /// What the guard refuses has no reason in it: it never came to an operation.
  private static Outcome.Reason reason(Map<String, Object> error, int status) {
    return text(error, "reason")
        .flatMap(HubGateway::reason)
        .orElseGet(() ->
            switch (status) {
              case 400, 404, 405, 413, 415 -> Outcome.Reason.INPUT;
              case 401, 403 -> Outcome.Reason.REJECTED;
              default -> Outcome.Reason.ENVIRONMENT;
            });
  }

  private static Optional<Outcome.Reason> reason(String label) {
    return Arrays.stream(Outcome.Reason.values())
        .filter(reason -> reason.name().toLowerCase(Locale.ROOT).equals(label))
        .findFirst();
  }

  private static Identity identity(Map<String, Object> me) {
    EnumSet<Permission> permissions = EnumSet.noneOf(Permission.class);
    List<?> labels = me.get("permissions") instanceof List<?> list ? list : List.of();
    for (Permission permission : Permission.values()) {
      if (labels.contains(Roles.label(permission))) {
        permissions.add(permission);
      }
    }
    return new Identity(
        text(me, "agent").map(AgentId::new),
        new Role(text(me, "role").orElse(""), permissions),
        text(me, "parent").map(AgentId::new),
        Optional.empty(),
        text(me, "token_id").orElse(""));
  }

  private static Optional<String> text(Map<String, Object> members, String name) {
    return members.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
  }

  private static Map<String, Object> object(Map<String, Object> members, String name) {
    Map<String, Object> copy = new LinkedHashMap<>();
    if (members.get(name) instanceof Map<?, ?> object) {
      object.forEach((member, value) -> copy.put(String.valueOf(member), value));
    }
    return copy;
  }
}
