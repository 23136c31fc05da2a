package rowlock.journal;

import java.util.OptionalLong;

/// A journal could not do what it was asked, because the world around it is not as it should be.
public abstract sealed class JournalException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private JournalException(String message, Throwable cause) {
    super(message, cause);
  }

  private JournalException(String message) {
    super(message);
  }

  /// The disk is full. Nothing was written, reading goes on, and appending works again as soon as
  /// there is space. A batch of nothing but lease renewals is taken for a good while longer, from a
  /// reserve.
  public static final class Full extends JournalException {
    private static final long serialVersionUID = 1;

    Full(String message, Throwable cause) {
      super(message, cause);
    }

    /// @param message what there is no space for
    public Full(String message) {
      super(message);
    }
  }

  /// Somebody else did not let go of the journal in time. Trying again later may help.
  public static final class Busy extends JournalException {
    private static final long serialVersionUID = 1;

    /// @param message who holds the journal, and for how long already
    public Busy(String message) {
      super(message);
    }
  }

  /// What is stored is not what was written. Nothing was changed.
  public static final class Broken extends JournalException {
    private static final long serialVersionUID = 1;
    private final long position;

    Broken(long position, String message, Throwable cause) {
      super(message, cause);
      this.position = position;
    }

    Broken(long position, String message) {
      super(message);
      this.position = position;
    }

    Broken(String message, Throwable cause) {
      this(0, message, cause);
    }

    /// The first position in doubt, if the damage is in an entry.
    public OptionalLong position() {
      return position > 0 ? OptionalLong.of(position) : OptionalLong.empty();
    }
  }

  /// There is no journal, or not one that this rowlock can open: missing, not writable, made by a
  /// newer rowlock, or there already when one should be created.
  public static final class Unusable extends JournalException {
    private static final long serialVersionUID = 1;

    Unusable(String message, Throwable cause) {
      super(message, cause);
    }

    Unusable(String message) {
      super(message);
    }
  }

  /// The journal closed itself, because going on could have lost something: a write or a sync
  /// failed, or its file was replaced. Opening it anew decides from what is really stored.
  public static final class Stopped extends JournalException {
    private static final long serialVersionUID = 1;

    Stopped(String message, Throwable cause) {
      super(message, cause);
    }

    /// @param message what failed
    public Stopped(String message) {
      super(message);
    }
  }
}
