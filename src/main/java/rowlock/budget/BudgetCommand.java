package rowlock.budget;

import java.time.Instant;
import rowlock.task.Name;
import rowlock.task.Text;

/// Something that somebody wants to happen to what may be spent.
public sealed interface BudgetCommand {
  /// Says what a run may spend from now on, whatever it has spent.
  record SetAllowance(String run, Allowance allowance) implements BudgetCommand {
    public SetAllowance {
      Name.require("run", run);
    }
  }

  /// Keeps a part of a run's allowance for one attempt, before it begins.
  ///
  /// @param estimate the most the attempt may cost; it must name what the allowance limits
  record ReserveSpending(Purpose purpose, Amount estimate) implements BudgetCommand {}

  /// Says what an attempt cost.
  ///
  /// @param actual what is known of it; it may be more than was reserved
  record CommitSpending(String reservation, Amount actual) implements BudgetCommand {
    public CommitSpending {
      Name.require("reservation", reservation);
    }
  }

  /// Gives a reservation back without a figure.
  ///
  /// @param spent what is known nevertheless
  /// @param reason why there is no figure
  record ReleaseSpending(String reservation, Spent spent, String reason) implements BudgetCommand {
    public ReleaseSpending {
      Name.require("reservation", reservation);
      Text.line("reason", reason);
    }
  }

  /// Lets the agents of an account wait until a moment; a later word about it counts.
  record ParkAccount(Parked parked) implements BudgetCommand {
    /// An account that waits.
    ///
    /// @param until at most [Budgets#MAX_PARKED] from now
    public ParkAccount(String account, Instant until, String reason) {
      this(new Parked(account, until, reason));
    }
  }

  /// Lets the agents of an account go on.
  record UnparkAccount(String account, String reason) implements BudgetCommand {
    public UnparkAccount {
      Parked.requireAccount(account);
      Text.line("reason", reason);
    }
  }
}
