package rowlock.web;

/// The guard refuses a request, with the answer it gets.
final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Reply.Whole reply;

  Refused(Reply.Whole reply) {
    // Strangers cause these by the thousand, and nobody reads their stacks.
    super("refused with " + reply.status(), null, false, false);
    this.reply = reply;
  }

  Refused(int status, String code, String message, String hint) {
    this(Reply.error(status, code, message, hint));
  }

  Reply.Whole reply() {
    return reply;
  }
}
