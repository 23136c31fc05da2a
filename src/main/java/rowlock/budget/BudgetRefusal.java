package rowlock.budget;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// Why a command about what may be spent was not carried out.
public sealed interface BudgetRefusal {
  /// What is so, in one sentence.
  String message();

  /// What to do next, in one sentence.
  String hint();

  /// Nothing, or not enough, is left of what a run may spend.
  record BudgetExhausted(String run, Shortage shortage) implements BudgetRefusal {
    @Override
    public String message() {
      return "the budget of run " + run + " is exhausted: " + shortage.words();
    }

    @Override
    public String hint() {
      return "raise it with `rowlock budget %s %s`".formatted(run, shortage.option());
    }
  }

  /// What a run is short of.
  sealed interface Shortage {
    /// The same in words.
    String words();

    /// The option that would help.
    String option();

    /// Of something that is measured.
    ///
    /// @param allowed what the run may spend
    /// @param spent what is known to be spent
    /// @param reserved what is kept for attempts that are not over
    /// @param asked what was asked for
    /// @param unknown how many attempts told no figure; each counts as what was asked for
    record Of(Measure measure, long allowed, long spent, long reserved, long asked, long unknown)
        implements Shortage {
      static Of of(Measure measure, long allowed, Measured figures, long asked) {
        return new Of(
            measure, allowed, figures.spent(), figures.reserved(), asked, figures.unknown());
      }

      boolean isReal() {
        long left = allowed - spent - reserved - asked;
        return left < 0 || (asked > 0 && unknown > left / asked);
      }

      @Override
      public String words() {
        String known =
            "of %s, %s are spent and %s reserved, and %s were asked for"
                .formatted(
                    measure.words(allowed),
                    measure.words(spent),
                    measure.words(reserved),
                    measure.words(asked));
        return unknown == 0
            ? known
            : known + "; %d attempts told no figure and count as much each".formatted(unknown);
      }

      @Override
      public String option() {
        return "--" + measure.label() + " N";
      }
    }

    /// Of time.
    record Time(Instant until) implements Shortage {
      @Override
      public String words() {
        return "its time was over at " + until.truncatedTo(ChronoUnit.SECONDS);
      }

      @Override
      public String option() {
        return "--minutes N";
      }
    }
  }

  /// A limit can only be kept if what may be spent is said beforehand.
  record EstimateMissing(String run, Measure measure) implements BudgetRefusal {
    @Override
    public String message() {
      return "run %s has a budget in %s, and the estimate names none"
          .formatted(run, measure.label());
    }

    @Override
    public String hint() {
      return "estimate the most it can be, or take that limit off the run";
    }
  }

  /// The run has ended, so nothing may begin in it.
  record RunOver(String run) implements BudgetRefusal {
    @Override
    public String message() {
      return "run " + run + " has ended";
    }

    @Override
    public String hint() {
      return "take the run up again first";
    }
  }

  /// No such reservation, or it was closed so long ago that it left the board.
  record UnknownReservation(String reservation) implements BudgetRefusal {
    @Override
    public String message() {
      return "there is no reservation " + reservation;
    }

    @Override
    public String hint() {
      return "reserve before spending, and commit what that answered";
    }
  }

  /// It was said before what it cost.
  record AlreadyCommitted(String reservation) implements BudgetRefusal {
    @Override
    public String message() {
      return "what reservation " + reservation + " cost is known already, and it is final";
    }

    @Override
    public String hint() {
      return "make a reservation for what else is spent";
    }
  }

  /// There would be more of something than is allowed.
  ///
  /// @param what the thing, in the plural
  record TooMany(String what, int limit) implements BudgetRefusal {
    @Override
    public String message() {
      return "there may be at most %d %s".formatted(limit, what);
    }

    @Override
    public String hint() {
      return "close some of them first";
    }
  }

  /// Nobody waits that long for a limit to pass.
  record ParkedTooLong(String account, Instant until) implements BudgetRefusal {
    @Override
    public String message() {
      return "account %s cannot be parked until %s: at most %d days"
          .formatted(account, until.truncatedTo(ChronoUnit.SECONDS), Budgets.MAX_PARKED.toDays());
    }

    @Override
    public String hint() {
      return "check the time, or park it again later";
    }
  }
}
