package rowlock.tmux;

import java.util.function.BooleanSupplier;

/// A question that costs, asked only when what nearly always happens takes longer than usual.
///
/// For one thread.
final class Doubt implements BooleanSupplier {
  /// How often the answer is taken for granted; with [rowlock.process.Patience] about 60 ms.
  private static final int TRUSTING = 6;

  private final BooleanSupplier question;
  private int asked;

  Doubt(BooleanSupplier question) {
    this.question = question;
  }

  @Override
  public boolean getAsBoolean() {
    asked++;
    return asked > TRUSTING && question.getAsBoolean();
  }
}
