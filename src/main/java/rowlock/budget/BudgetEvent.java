package rowlock.budget;

/// Something that happened to what may be spent.
public sealed interface BudgetEvent {
  /// Something that happened to a reservation.
  sealed interface OfReservation extends BudgetEvent {
    /// Which one.
    String reservation();

    /// What it is for.
    Purpose purpose();
  }

  /// A run may spend this from now on.
  record AllowanceSet(String run, Allowance allowance) implements BudgetEvent {}

  /// A part of a run's allowance is kept for an attempt.
  record SpendingReserved(String reservation, Purpose purpose, Amount estimate)
      implements OfReservation {}

  /// An attempt cost this.
  record SpendingCommitted(String reservation, Purpose purpose, Amount actual)
      implements OfReservation {}

  /// A reservation was given back without a figure.
  record SpendingReleased(String reservation, Purpose purpose, Spent spent, String reason)
      implements OfReservation {}

  /// The agents of an account wait.
  record AccountParked(Parked parked) implements BudgetEvent {}

  /// The agents of an account go on.
  record AccountUnparked(String account, String reason) implements BudgetEvent {}
}
