package rowlock.agent;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import rowlock.budget.Amount;
import rowlock.kind.AgentKind;
import rowlock.kind.Channels;
import rowlock.kind.Expenses;
import rowlock.kind.Spending;
import rowlock.kind.Tally;
import rowlock.process.Job;

/// What something cost, as far as the agent's own words tell.
final class Bill {
  private Bill() {}

  /// What a job cost that is over. A program that was cut off before it summed up has told only a
  /// part, and a part is not what it cost.
  static Amount of(AgentKind kind, Job job) {
    if (kind.channels().output() == Channels.OutputForm.TEXT || !Files.exists(job.out())) {
      return Amount.UNKNOWN;
    }
    Tally tally = new Tally(kind.channels().output());
    eachLine(job.out(), tally::add);
    return tally.end().isEmpty() ? Amount.UNKNOWN : of(tally.expenses(), kind.spending());
  }

  /// What these expenses come to; what nobody counted is unknown.
  static Amount of(Expenses expenses, Spending spending) {
    OptionalLong usd = expenses.cost(spending);
    return Purse.amount(
        usd.isPresent() ? Optional.of(usd.getAsLong()) : Optional.empty(),
        expenses.byModel().isEmpty() ? Optional.empty() : Optional.of(expenses.total().total()));
  }

  /// Reads a file line by line, whatever is in it.
  static void eachLine(Path file, Consumer<String> reader) {
    var decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(Files.newInputStream(file), decoder))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        reader.accept(line);
      }
    } catch (IOException broken) {
      throw new UncheckedIOException("cannot read " + file, broken);
    }
  }
}
