package rowlock.cli;

import rowlock.operation.Outcome;

/// How a command ends, for scripts.
enum Exit {
  /// It was done.
  DONE(0),
  /// The board said no, or the work failed.
  REJECTED(1),
  /// Wrong usage or input; nothing was changed.
  USAGE(2),
  /// Some of it was done.
  PARTLY(3),
  /// The machine or the files around do not allow it.
  ENVIRONMENT(4),
  /// Somebody interrupted it.
  INTERRUPTED(130);

  private final int code;

  Exit(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }

  static Exit of(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Done done -> DONE;
      case Outcome.NotDone notDone ->
          switch (notDone.reason()) {
            case REJECTED -> REJECTED;
            case INPUT -> USAGE;
            case PARTLY -> PARTLY;
            case ENVIRONMENT -> ENVIRONMENT;
            case INTERRUPTED -> INTERRUPTED;
          };
    };
  }
}
