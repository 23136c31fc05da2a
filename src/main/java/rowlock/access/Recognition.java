package rowlock.access;

import java.util.Optional;

/// Whether somebody is known by the text they showed.
public sealed interface Recognition {
  /// They are.
  record Known(Identity identity) implements Recognition {}

  /// They are not. Why is for rowlock's own log; who asked learns only that they are not.
  record Refused(Reason reason) implements Recognition {}

  /// Why somebody is not known.
  enum Reason {
    /// The text is no token.
    MALFORMED,
    /// No token has this id.
    UNKNOWN,
    /// The id is right, the rest is not.
    WRONG_SECRET,
    /// The token is over.
    EXPIRED,
    /// The token was taken back.
    REVOKED,
    /// The role it names is not there any more, or nobody can tell.
    ROLE_GONE,
    /// Its file is damaged, or others than us could have written it.
    UNSAFE_FILE
  }

  /// Who they are, if they are known.
  default Optional<Identity> known() {
    return switch (this) {
      case Known known -> Optional.of(known.identity());
      case Refused refused -> Optional.empty();
    };
  }
}
