package rowlock.web;

import java.util.Arrays;
import java.util.Optional;

/// The HTTP methods that are answered; all others are refused.
public enum Method {
  /// Reads.
  GET,
  /// Does something; carries JSON.
  POST,
  /// Ends something.
  DELETE;

  /// The method of this name, which is case-sensitive (RFC 9110, section 9.1).
  static Optional<Method> of(String name) {
    return Arrays.stream(values()).filter(method -> method.name().equals(name)).findFirst();
  }
}
