package rowlock.web;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// One thing the server answers.
///
/// @param method the method
/// @param path the path; a segment in braces, `{operation}`, stands for any one segment
/// @param credential whom it answers
/// @param endpoint what answers
public record Route(Method method, String path, Credential credential, Endpoint endpoint) {
  public Route {
    if (!path.startsWith("/") || path.endsWith("/")) {
      throw new IllegalArgumentException("path: begins with / and does not end with it: " + path);
    }
  }

  /// What the segments in braces stand for in a path; empty if it is not a path of this route.
  Optional<Map<String, String>> match(String actual) {
    String[] wanted = path.split("/", -1);
    String[] given = actual.split("/", -1);
    if (wanted.length != given.length) {
      return Optional.empty();
    }
    Map<String, String> found = new LinkedHashMap<>();
    for (int i = 0; i < wanted.length; i++) {
      if (wanted[i].startsWith("{") && !given[i].isEmpty()) {
        found.put(wanted[i].substring(1, wanted[i].length() - 1), given[i]);
      } else if (!wanted[i].equals(given[i])) {
        return Optional.empty();
      }
    }
    return Optional.of(found);
  }
}
