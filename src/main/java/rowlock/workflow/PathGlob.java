package rowlock.workflow;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import rowlock.task.Text;

/// A pattern of paths below a repository's top, as in a task's scope.
///
/// `*` and `?` stay within one name, `**` crosses names (and `a/**/b` also means `a/b`), `[abc]` is
/// one character, `{a,b}` either, `\` makes the next character ordinary. A pattern that ends in `/`
/// means everything below, and one whose last name has neither wildcard nor dot also does: `src/a`
/// covers `src/a/B.java`, but `pom.xml` is one file.
///
/// Kept as a string of tokens: an ordinary character stands for itself, the others are named below.
final class PathGlob {
  /// The longest pattern, in characters.
  static final int MAX_LENGTH = Text.MAX_LINE;

  /// One character of a name.
  private static final char ONE = '\uE000';

  /// Any characters of a name, none too.
  private static final char WITHIN = '\uE001';

  /// Any characters, none too.
  private static final char ACROSS = '\uE002';

  /// The two tokens after this one may be left out.
  private static final char OPTIONAL = '\uE003';

  /// `a/**/b`: nothing, or anything that ends a folder's name.
  private static final String FOLDERS = "" + OPTIONAL + ACROSS + '/';

  /// Nothing, or a path below.
  private static final String BELOW = "" + OPTIONAL + '/' + ACROSS;

  private final String tokens;
  private final int literalStart;

  private PathGlob(String tokens) {
    this.tokens = tokens;
    int start = 0;
    while (start < tokens.length() && isOrdinary(tokens.charAt(start))) {
      start++;
    }
    this.literalStart = start;
  }

  /// Reads a pattern.
  ///
  /// @throws IllegalArgumentException if it is too long or leaves the repository
  static PathGlob parse(String pattern) {
    if (pattern.length() > MAX_LENGTH) {
      throw new IllegalArgumentException("scope: at most " + MAX_LENGTH + " characters");
    }
    if (pattern.startsWith("/") || List.of(pattern.split("/")).contains("..")) {
      throw new IllegalArgumentException(
          "scope: " + Text.quote(pattern) + " is not below the repository's top");
    }
    return new PathGlob(tokens(withoutDot(pattern)));
  }

  /// One path, whatever characters it has, read by the same rule about folders.
  static PathGlob literal(String path) {
    return new PathGlob(tokens(withoutDot(path).replaceAll("[\\\\*?\\[{]", "\\\\$0")));
  }

  /// Whether some path may match both patterns.
  ///
  /// Sound: if there is one, the answer is yes. Character classes and alternatives are widened, so
  /// the answer may be yes when there is none. Both patterns are read as automata; a pair of states
  /// is searched for that the same path leads to and where both may end: O(length x length).
  boolean mayOverlap(PathGlob other) {
    int common = Math.min(literalStart, other.literalStart);
    if (!beginsLike(other)) {
      return false;
    }
    Search search = new Search(tokens, other.tokens);
    search.visit(common, common);
    return search.reachesTheEnds();
  }

  /// What [#mayOverlap] may cost, in pairs of characters.
  long effortWith(PathGlob other) {
    return beginsLike(other) ? (long) tokens.length() * other.tokens.length() : 1;
  }

  private boolean beginsLike(PathGlob other) {
    int common = Math.min(literalStart, other.literalStart);
    return tokens.regionMatches(0, other.tokens, 0, common);
  }

  private static String tokens(String path) {
    StringBuilder tokens = new StringBuilder();
    int i = 0;
    while (i < path.length()) {
      i = addToken(path, i, tokens);
    }
    String lastName = path.substring(path.lastIndexOf('/') + 1);
    if (path.isEmpty() || path.equals(".")) {
      return String.valueOf(ACROSS);
    }
    if (lastName.isEmpty()) {
      return tokens.append(ACROSS).toString();
    }
    String plainName = lastName.replaceAll("\\\\.", "x");
    boolean mayBeFolder = plainName.chars().noneMatch(c -> "*?[{.".indexOf(c) >= 0);
    return mayBeFolder ? tokens.append(BELOW).toString() : tokens.toString();
  }

  /// Adds what begins at an index; returns the index after it.
  private static int addToken(String path, int i, StringBuilder tokens) {
    char c = path.charAt(i);
    switch (c) {
      case '*' -> {
        return addStars(path, i, tokens);
      }
      case '?' -> tokens.append(ONE);
      case '[' -> {
        int end = path.indexOf(']', i + 2);
        if (end > 0 && path.indexOf('/', i) < end == path.indexOf('/', i) < 0) {
          tokens.append(ONE);
          return end + 1;
        }
        tokens.append(WITHIN);
      }
      case '{' -> {
        tokens.append(ACROSS);
        int end = path.lastIndexOf('}');
        return end > i ? end + 1 : i + 1;
      }
      case '\\' -> {
        if (i + 1 < path.length()) {
          tokens.append(ordinary(path.charAt(i + 1)));
          return i + 2;
        }
        tokens.append(c);
      }
      default -> tokens.append(ordinary(c));
    }
    return i + 1;
  }

  private static int addStars(String path, int i, StringBuilder tokens) {
    int end = i;
    while (end < path.length() && path.charAt(end) == '*') {
      end++;
    }
    boolean nameStarts = i == 0 || path.charAt(i - 1) == '/';
    if (end - i == 1) {
      tokens.append(WITHIN);
    } else if (nameStarts && end < path.length() && path.charAt(end) == '/') {
      tokens.append(FOLDERS);
      return end + 1;
    } else {
      tokens.append(ACROSS);
    }
    return end;
  }

  private static String withoutDot(String path) {
    return path.startsWith("./") ? path.substring(2) : path;
  }

  /// A character that is no token; one that looks like a token is widened to any.
  private static char ordinary(char c) {
    return isOrdinary(c) ? c : ONE;
  }

  private static boolean isOrdinary(char c) {
    return c < ONE || c > OPTIONAL;
  }

  /// The pairs of states two patterns can be in after reading the same characters.
  private static final class Search {
    private final String a;
    private final String b;
    private final boolean[][] seen;
    private final Deque<int[]> open = new ArrayDeque<>();

    Search(String a, String b) {
      this.a = a;
      this.b = b;
      this.seen = new boolean[a.length() + 1][b.length() + 1];
    }

    void visit(int i, int j) {
      if (!seen[i][j]) {
        seen[i][j] = true;
        open.push(new int[] {i, j});
      }
    }

    boolean reachesTheEnds() {
      while (!open.isEmpty() && !seen[a.length()][b.length()]) {
        int[] pair = open.pop();
        step(pair[0], pair[1]);
      }
      return seen[a.length()][b.length()];
    }

    private void step(int i, int j) {
      if (i < a.length()) {
        skips(a.charAt(i)).forEach(by -> visit(i + by, j));
      }
      if (j < b.length()) {
        skips(b.charAt(j)).forEach(by -> visit(i, j + by));
      }
      if (i < a.length() && j < b.length() && share(a.charAt(i), b.charAt(j))) {
        visit(i + consumed(a.charAt(i)), j + consumed(b.charAt(j)));
      }
    }

    private static List<Integer> skips(char token) {
      return switch (token) {
        case WITHIN, ACROSS -> List.of(1);
        case OPTIONAL -> List.of(1, 3);
        default -> List.of();
      };
    }

    private static int consumed(char token) {
      return token == WITHIN || token == ACROSS ? 0 : 1;
    }

    /// Whether one character can be read by both.
    private static boolean share(char a, char b) {
      if (a == OPTIONAL || b == OPTIONAL) {
        return false;
      }
      if (isOrdinary(a) && isOrdinary(b)) {
        return a == b;
      }
      boolean withinName = a == ONE || a == WITHIN || b == ONE || b == WITHIN;
      return !withinName || (a != '/' && b != '/');
    }
  }
}
