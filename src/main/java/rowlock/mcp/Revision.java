package rowlock.mcp;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A revision of the protocol, oldest first.
enum Revision {
  JUNE_2025("2025-06-18", Era.HANDSHAKE),
  NOVEMBER_2025("2025-11-25", Era.HANDSHAKE),
  JULY_2026("2026-07-28", Era.STATELESS);

  /// How a conversation is held.
  enum Era {
    /// It begins with `initialize`.
    HANDSHAKE,
    /// Every request says for itself what it is.
    STATELESS
  }

  /// The revision before ours. A header may name it, as it stands for a client that names none.
  static final String BEFORE_OURS = "2025-03-26";

  private final String text;
  private final Era era;

  Revision(String text, Era era) {
    this.text = text;
    this.era = era;
  }

  /// The newest one that begins with a handshake.
  static final Revision NEWEST_HANDSHAKE = NOVEMBER_2025;

  static Optional<Revision> of(String text) {
    return Arrays.stream(values()).filter(known -> known.text.equals(text)).findFirst();
  }

  static Optional<Revision> of(String text, Era era) {
    return of(text).filter(known -> known.era == era);
  }

  /// All of them, newest first, as clients want to read them.
  static List<String> supported() {
    return Arrays.stream(values()).map(Revision::text).toList().reversed();
  }

  String text() {
    return text;
  }
}
