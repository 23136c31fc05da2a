package rowlock.git;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// One setting of git, as `git config --list -z` tells it.
///
/// @param key section, subsections and name joined by dots, as git canonicalises it
/// @param value its value; a setting without one means true
record Setting(String key, String value) {
  /// Settings that would change where our git works, whom it starts, or what it signs.
  private static final Set<String> UNWANTED =
      Set.of(
          "core.worktree",
          "core.bare",
          "core.hookspath",
          "core.fsmonitor",
          "core.pager",
          "core.editor",
          "core.sparsecheckout",
          "core.sparsecheckoutcone",
          "core.splitindex",
          "core.logallrefupdates",
          "core.alternaterefscommand",
          "index.sparse",
          "sequence.editor",
          "diff.external",
          "interactive.difffilter",
          "commit.gpgsign",
          "tag.gpgsign",
          "extensions.worktreeconfig");

  private static final Set<String> UNWANTED_SECTIONS =
      Set.of("alias", "include", "includeif", "pager", "trace2", "gc", "maintenance", "submodule");

  /// Reads the settings of system, user and repository, in the order in which later ones win.
  ///
  /// @param listing the fields of `git config --list -z --show-scope`: scope, then key and value
  static List<Setting> wantedOf(List<String> listing) {
    List<Setting> settings = new ArrayList<>();
    for (int i = 0; i + 1 < listing.size(); i += 2) {
      String scope = listing.get(i);
      Setting setting = of(listing.get(i + 1));
      if (!scope.equals("command") && !scope.equals("worktree") && setting.isWanted()) {
        settings.add(setting);
      }
    }
    return settings;
  }

  private static Setting of(String field) {
    int end = field.indexOf('\n');
    return end < 0
        ? new Setting(field, "true")
        : new Setting(field.substring(0, end), field.substring(end + 1));
  }

  private boolean isWanted() {
    String lower = key.toLowerCase(Locale.ROOT);
    return lower.indexOf('.') > 0
        && !UNWANTED.contains(lower)
        && !UNWANTED_SECTIONS.contains(lower.substring(0, lower.indexOf('.')));
  }

  /// The setting as lines of a configuration file, after git's own syntax (`man git-config`).
  String lines() {
    int first = key.indexOf('.');
    int last = key.lastIndexOf('.');
    String section = key.substring(0, first);
    String subsection = first == last ? "" : " \"" + escaped(key.substring(first + 1, last)) + "\"";
    String name = key.substring(last + 1);
    String text = escaped(value).replace("\n", "\\n").replace("\t", "\\t").replace("\b", "\\b");
    return "[" + section + subsection + "]\n\t" + name + " = \"" + text + "\"\n";
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"");
  }
}
