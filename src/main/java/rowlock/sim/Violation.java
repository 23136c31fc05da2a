package rowlock.sim;

/// An invariant that did not hold.
public final class Violation extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String invariant;

  /// @param invariant its short name: T1, D1, ...
  /// @param text what is wrong, in one sentence
  Violation(String invariant, String text) {
    super(invariant + ": " + text);
    this.invariant = invariant;
  }

  /// The short name of the invariant.
  public String invariant() {
    return invariant;
  }

  static void require(boolean holds, String invariant, String otherwise) {
    if (!holds) {
      throw new Violation(invariant, otherwise);
    }
  }
}
