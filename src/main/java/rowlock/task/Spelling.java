package rowlock.task;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// What somebody may have meant by a name that does not exist.
public final class Spelling {
  private static final int LONGEST_COMPARED = 40;

  private Spelling() {}

  /// The known name that is nearest, if one is near enough to be worth asking about: at most a
  /// third of the letters differ. Upper case and hyphens count as lower case and underscores.
  public static Optional<String> nearest(String spelling, Collection<String> known) {
    if (spelling.length() > LONGEST_COMPARED) {
      return Optional.empty();
    }
    String plain = spelling.toLowerCase(Locale.ROOT).replace('-', '_');
    int tolerated = Math.max(1, plain.length() / 3);
    return known.stream()
        .filter(name -> distance(plain, name) <= tolerated)
        .min(Comparator.comparingInt(name -> distance(plain, name)));
  }

  /// A question to append to a message: `; did you mean claim_task?`, or nothing.
  public static String question(String spelling, Collection<String> known) {
    return nearest(spelling, known).map(name -> "; did you mean " + name + "?").orElse("");
  }

  /// The optimal string alignment distance: how many characters must be put in, left out, replaced
  /// or exchanged with their neighbour (Damerau, "A technique for computer detection and correction
  /// of spelling errors", CACM 7(3), 1964).
  static int distance(String from, String to) {
    int[][] cost = new int[from.length() + 1][to.length() + 1];
    for (int i = 0; i <= from.length(); i++) {
      cost[i][0] = i;
    }
    for (int j = 0; j <= to.length(); j++) {
      cost[0][j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      for (int j = 1; j <= to.length(); j++) {
        int replaced = cost[i - 1][j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        cost[i][j] = Math.min(replaced, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
        boolean exchanged =
            i > 1
                && j > 1
                && from.charAt(i - 1) == to.charAt(j - 2)
                && from.charAt(i - 2) == to.charAt(j - 1);
        if (exchanged) {
          cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
        }
      }
    }
    return cost[from.length()][to.length()];
  }
}
