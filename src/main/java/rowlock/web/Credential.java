package rowlock.web;

import rowlock.access.Identity;

/// Whom a route answers.
public enum Credential {
  /// Everybody who reaches the port.
  NOBODY,
  /// Whoever shows a token of this hub.
  ANYBODY,
  /// Agents only.
  AGENT,
  /// The operator only.
  OPERATOR;

  /// Whether somebody with a token is answered.
  boolean admits(Identity identity) {
    return switch (this) {
      case NOBODY, ANYBODY -> true;
      case AGENT -> !identity.isOperator();
      case OPERATOR -> identity.isOperator();
    };
  }
}
