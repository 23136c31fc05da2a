package rowlock.web;

import java.util.Map;
import java.util.Optional;
import rowlock.access.Identity;

/// Where the reports of agents' hooks go.
@FunctionalInterface
public interface HookSink {
  /// Takes a report and says what the agent is to be told. It may wait for minutes, for example for
  /// a person's answer.
  ///
  /// @return the JSON object that the agent's program understands; empty if there is nothing to say
  /// @throws InterruptedException if the server closes meanwhile
  /// @throws IllegalArgumentException if the report cannot be meant
  Map<String, Object> receive(Report report) throws InterruptedException;

  /// What a hook reported.
  ///
  /// @param identity the agent it comes from, by its token
  /// @param kind the kind of agent program
  /// @param event the event, where the address names it
  /// @param body what the program sent
  record Report(Identity identity, String kind, Optional<String> event, Map<String, Object> body) {}
}
