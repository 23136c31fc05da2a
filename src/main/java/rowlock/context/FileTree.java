package rowlock.context;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The files of a repository in so many characters: all of them, or folders with how many files are
/// in them, as deep as there is room.
final class FileTree {
  private static final int DEEPEST = 8;

  private FileTree() {}

  static List<String> within(List<String> files, int room) {
    if (length(files) <= room) {
      return files;
    }
    for (int depth = DEEPEST; depth > 0; depth--) {
      List<String> folders = folders(files, depth);
      if (length(folders) <= room) {
        return folders;
      }
    }
    return shortened(folders(files, 1), room);
  }

  private static List<String> folders(List<String> files, int depth) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (String file : files) {
      counts.merge(prefix(file, depth), 1, Integer::sum);
    }
    List<String> lines = new ArrayList<>();
    counts.forEach((path, count) ->
        lines.add(path.endsWith("/") ? "%s (%d files)".formatted(path, count) : path));
    return lines;
  }

  /// The path itself if it is no deeper, else its folder at this depth.
  private static String prefix(String path, int depth) {
    int end = -1;
    for (int i = 0; i < depth; i++) {
      end = path.indexOf('/', end + 1);
      if (end < 0) {
        return path;
      }
    }
    return path.substring(0, end + 1);
  }

  private static List<String> shortened(List<String> lines, int room) {
    List<String> kept = new ArrayList<>();
    int left = room;
    for (String line : lines) {
      left -= line.length() + 5;
      if (left < 40) {
        kept.add("(and %d more)".formatted(lines.size() - kept.size()));
        return kept;
      }
      kept.add(line);
    }
    return kept;
  }

  private static int length(List<String> lines) {
    return lines.stream().mapToInt(line -> line.length() + 5).sum();
  }
}
