package rowlock.operation;

import java.util.Map;
import rowlock.board.Rejection;

/// What became of an operation.
public sealed interface Outcome {
  /// It was done.
  ///
  /// @param data what there is to say, as plain values
  record Done(Map<String, Object> data) implements Outcome {}

  /// It was not done, or not wholly.
  ///
  /// @param reason whose turn it is
  /// @param code the name of what happened, the same in every interface: `stale_fence`
  /// @param message what is so, in one sentence
  /// @param hint what to do next, in one sentence
  /// @param data what was done nevertheless, or where exactly it went wrong; often empty
  record NotDone(Reason reason, String code, String message, String hint, Map<String, Object> data)
      implements Outcome {}

  /// Why something was not done.
  enum Reason {
    /// The board said no, or the work failed.
    REJECTED,
    /// What was asked cannot be meant.
    INPUT,
    /// Some of it was done.
    PARTLY,
    /// The machine or the files around it do not allow it.
    ENVIRONMENT,
    /// Somebody wanted it to stop.
    INTERRUPTED
  }

  /// It was done, and this is to be said.
  static Outcome done(Fields fields) {
    return new Done(fields.map());
  }

  /// The board said no.
  static Outcome rejected(Rejection rejection) {
    return new NotDone(
        Reason.REJECTED, rejection.code(), rejection.message(), rejection.hint(), Map.of());
  }

  /// What was asked cannot be meant.
  static Outcome input(String message, String hint) {
    return new NotDone(Reason.INPUT, "invalid_input", message, hint, Map.of());
  }
}
