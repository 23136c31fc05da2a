package rowlock.registry;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import rowlock.access.Identity;
import rowlock.team.Permission;

/// The one list of everything that can be asked of rowlock by name.
public final class Registry {
  private final List<Operation> operations;
  private final Map<String, Operation> byName;

  /// @throws IllegalStateException if two operations have the same name
  Registry(List<Operation> operations) {
    this.operations = List.copyOf(operations);
    this.byName =
        operations.stream()
            .collect(Collectors.toUnmodifiableMap(Operation::name, Function.identity()));
  }

  /// All operations of rowlock.
  public static Registry standard() {
    return new Registry(
        Stream.of(
                ProjectCalls.all(),
                TaskCalls.all(),
                ClaimCalls.all(),
                TeamCalls.all(),
                NeedCalls.all(),
                TuningCalls.all(),
                HiringCalls.all(),
                GitCalls.all())
            .flatMap(List::stream)
            .toList());
  }

  /// All operations, those about the project first.
  public List<Operation> all() {
    return operations;
  }

  /// The names of all operations.
  public List<String> names() {
    return operations.stream().map(Operation::name).toList();
  }

  /// The operation of this name.
  public Optional<Operation> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /// The operations shown to somebody: what their role allows; a worker is shown what it needs for
  /// its daily work, and may call everything else it is allowed to.
  public List<Operation> shownTo(Identity identity) {
    boolean isPlanner =
        Stream.of(Permission.PLAN, Permission.STEER, Permission.HIRE, Permission.ADMINISTER)
            .anyMatch(identity::may);
    return operations.stream()
        .filter(operation -> operation.right().audience() != Right.Audience.NOBODY)
        .filter(operation -> operation.right().permission().map(identity::may).orElse(true))
        .filter(operation -> isPlanner || operation.right().audience() == Right.Audience.WORKERS)
        .toList();
  }
}
