package rowlock.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// How a hub is.
///
/// @param instance the random name of this start of the hub, as in its port file
/// @param version of rowlock
/// @param checks what must be so for the hub to do its work
public record Health(String instance, String version, List<Check> checks) {
  public Health {
    checks = List.copyOf(checks);
  }

  /// Something that must be so.
  ///
  /// @param name what it is about: `journal`, `coordinator`, `disk`
  /// @param whyNot why it is not so, in one sentence; empty if it is so. Quick, and never fails
  public record Check(String name, Supplier<Optional<String>> whyNot) {}

  /// What is not as it must be, by the name of the check.
  Map<String, Object> troubles() {
    Map<String, Object> troubles = new LinkedHashMap<>();
    checks.forEach(check -> check.whyNot().get().ifPresent(why -> troubles.put(check.name(), why)));
    return troubles;
  }
}
