package rowlock.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.UnmatchedArgumentException;
import rowlock.json.MalformedJson;
import rowlock.operation.Outcome;
import rowlock.operation.Trouble;
import rowlock.operation.Workshop;

/// What went wrong, as people and programs are told: from an exception to one sentence.
final class Complaint {
  private Complaint() {}

  /// The usage was wrong.
  static Outcome.NotDone usage(CommandLine.ParameterException wrong, String command) {
    String message = message(wrong).lines().findFirst().orElse("wrong usage");
    List<String> similar =
        wrong instanceof UnmatchedArgumentException unmatched
            ? unmatched.getSuggestions()
            : List.of();
    return input(
        message,
        (similar.isEmpty() ? "" : "did you mean " + String.join(" or ", similar) + "? ")
            + "see `"
            + command
            + " --help`");
  }

  /// Something that is expected to go wrong at times; anything else goes on as an exception.
  static Outcome.NotDone of(RuntimeException wrong) {
    return switch (wrong) {
      case Call.NoProject none ->
          new Outcome.NotDone(
              Outcome.Reason.INPUT,
              "no_project",
              message(none),
              "make one with `rowlock init GOAL`, or name its folder with --project",
              Map.of());
      case Workshop.Refusal refusal -> refusal(refusal);
      case MalformedJson malformed -> input(message(malformed), "correct the text");
      case IllegalArgumentException input -> input(message(input), "see --help");
      case UncheckedIOException broken -> io(Objects.requireNonNull(broken.getCause()));
      default -> Trouble.of(wrong).orElseThrow(() -> wrong);
    };
  }

  private static Outcome.NotDone refusal(Workshop.Refusal refusal) {
    return switch (refusal.kind()) {
      case INPUT -> input(message(refusal), refusal.hint());
      case ENVIRONMENT ->
          new Outcome.NotDone(
              Outcome.Reason.ENVIRONMENT,
              "environment",
              message(refusal),
              refusal.hint(),
              Map.of());
    };
  }

  private static Outcome.NotDone io(IOException broken) {
    String what =
        broken instanceof NoSuchFileException
            ? "there is no file " + broken.getMessage()
            : broken.getClass().getSimpleName() + ": " + broken.getMessage();
    return broken instanceof NoSuchFileException
        ? input(what, "check the path")
        : new Outcome.NotDone(
            Outcome.Reason.ENVIRONMENT, "io_error", what, "check the disk and the path", Map.of());
  }

  static Outcome.NotDone input(String message, String hint) {
    return new Outcome.NotDone(Outcome.Reason.INPUT, "invalid_input", message, hint, Map.of());
  }

  private static String message(Throwable wrong) {
    String message = wrong.getMessage();
    return message == null ? wrong.getClass().getSimpleName() : message;
  }
}
