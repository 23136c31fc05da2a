package rowlock.registry;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import rowlock.access.Identity;
import rowlock.json.MalformedJson;
import rowlock.operation.Outcome;
import rowlock.operation.Trouble;
import rowlock.operation.Workshop;
import rowlock.task.Spelling;
import rowlock.task.Text;
import rowlock.team.Permission;

/// The gateway to operations that are carried out in this process.
///
/// For any number of threads, if the office's desk is a hub's.
public final class LocalGateway implements Gateway {
  private final Registry registry;
  private final Identity identity;
  private final Office office;

  /// @param identity who calls
  public LocalGateway(Registry registry, Identity identity, Office office) {
    this.registry = registry;
    this.identity = identity;
    this.office = office;
  }

  @Override
  public Outcome call(String name, Map<String, Object> given, Optional<String> key)
      throws InterruptedException {
    Optional<Operation> known = registry.find(name);
    if (known.isEmpty()) {
      return notDone(
          "unknown_operation",
          "there is no operation " + Text.quote(name) + Spelling.question(name, registry.names()),
          "`rowlock operations` and GET /api list them");
    }
    Operation operation = known.get();
    Optional<Permission> needed = operation.right().permission();
    if (needed.isPresent() && !identity.may(needed.get())) {
      Forbidden forbidden = Forbidden.lacking(identity, needed.get(), operation.name());
      return forbidden(forbidden);
    }
    try {
      Arguments arguments = Arguments.of(operation.parameters(), given);
      return operation.handler().handle(new Invocation(arguments, identity, key, office));
    } catch (Forbidden refused) {
      return forbidden(refused);
    } catch (Workshop.Refusal refused) {
      return refused(refused);
    } catch (MalformedJson | IllegalArgumentException wrong) {
      return Outcome.input(
          String.valueOf(wrong.getMessage()), "see the parameters of " + operation.name());
    } catch (RuntimeException broken) {
      return Trouble.of(broken).orElseThrow(() -> broken);
    }
  }

  private static Outcome forbidden(Forbidden refused) {
    return notDone("forbidden", String.valueOf(refused.getMessage()), refused.hint());
  }

  private static Outcome refused(Workshop.Refusal refused) {
    String message = String.valueOf(refused.getMessage());
    return switch (refused.kind()) {
      case INPUT -> Outcome.input(message, refused.hint());
      case ENVIRONMENT ->
          new Outcome.NotDone(
              Outcome.Reason.ENVIRONMENT, "environment", message, refused.hint(), Map.of());
    };
  }

  private static Outcome notDone(String code, String message, String hint) {
    return new Outcome.NotDone(Outcome.Reason.REJECTED, code, message, hint, Map.of());
  }

  @Override
  public Identity identity() {
    return identity;
  }

  @Override
  public long awaitBeyond(long position, Duration longest) throws InterruptedException {
    return office.desk().awaitBeyond(position, longest).position();
  }
}
