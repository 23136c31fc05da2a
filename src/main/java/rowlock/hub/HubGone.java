package rowlock.hub;

/// The hub does not answer, or not any more; what it was asked may have happened.
public final class HubGone extends RuntimeException {
  private static final long serialVersionUID = 1;

  HubGone(String message) {
    super(message);
  }

  HubGone(String message, Throwable cause) {
    super(message, cause);
  }
}
