package rowlock.web;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import rowlock.operation.Outcome;

/// What became of an operation, as HTTP says it.
final class OutcomeReply {
  private OutcomeReply() {}

  /// What was done is the answer itself; what was not is an error with whose turn it is in
  /// `reason`, and in `data` what was done nevertheless.
  static Reply.Whole of(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Done done -> Reply.json(200, done.data());
      case Outcome.NotDone not -> {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("code", not.code());
        error.put("message", not.message());
        error.put("hint", not.hint());
        error.put("reason", not.reason().name().toLowerCase(Locale.ROOT));
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("error", error);
        if (!not.data().isEmpty()) {
          members.put("data", not.data());
        }
        yield Reply.json(status(not), members);
      }
    };
  }

  private static int status(Outcome.NotDone not) {
    return switch (not.reason()) {
      case INPUT -> 400;
      case ENVIRONMENT, INTERRUPTED -> 503;
      case PARTLY -> 409;
      case REJECTED -> {
        if (not.code().equals("forbidden")) {
          yield 403;
        }
        if (not.code().equals("quota_exceeded")) {
          yield 429;
        }
        yield not.code().startsWith("unknown_") ? 404 : 409;
      }
    };
  }
}
