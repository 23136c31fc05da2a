package rowlock.kind;

import java.time.Duration;
import java.util.Optional;

/// Something an agent said in its JSON lines.
public sealed interface StreamEvent {
  /// The key of what is said about the whole run; also the first word of keys for its parts by
  /// model.
  String WHOLE = "whole";

  /// It began.
  ///
  /// @param session the id by which it can be resumed
  record Began(String session) implements StreamEvent {}

  /// It said something.
  record Said(String text) implements StreamEvent {}

  /// It uses a tool.
  record UsedTool(String name) implements StreamEvent {}

  /// It used tokens.
  ///
  /// @param key what they are for: what comes later with the same key replaces what came before
  /// @param model which model; empty if it does not say
  /// @param usage how many
  record Spent(String key, String model, Usage usage) implements StreamEvent {}

  /// It says what all of it cost so far, or what one part did.
  ///
  /// @param key what it is for: what comes later with the same key replaces what came before
  /// @param usdMicros millionths of a US dollar, by its own account
  record Cost(String key, long usdMicros) implements StreamEvent {}

  /// Its provider refuses more work for a while.
  ///
  /// @param words what it said, for [ResetTime#in]
  record Limited(String words) implements StreamEvent {}

  /// It tries something again by itself.
  ///
  /// @param delay after which time, if it says so
  /// @param reason why
  record Retrying(Optional<Duration> delay, String reason) implements StreamEvent {}

  /// It was not allowed to use a tool.
  record Denied(String tool) implements StreamEvent {}

  /// It ended well.
  ///
  /// @param text its last words; empty if it said them before
  record Finished(String text) implements StreamEvent {}

  /// It ended, and not well.
  ///
  /// @param reason why
  record Failed(String reason) implements StreamEvent {}
}
