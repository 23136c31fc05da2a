package rowlock.sim;

import rowlock.board.Entry;
import rowlock.board.Request;
import rowlock.coordinator.Reply;

/// Everything that was seen to happen, as one number: the same seed gives the same.
final class EventLog {
  private long hash;
  private long entries;
  private long replies;

  void note(String text) {
    hash = 31 * hash + text.hashCode();
  }

  void entry(Entry entry) {
    entries++;
    note(entry.toString());
  }

  void reply(String hub, Request request, Reply reply) {
    replies++;
    switch (reply) {
      case Reply.Done done -> note(hub + request.command() + done.answer());
      case Reply.Refused refused -> note(hub + request.command() + refused.rejection());
      case Reply.Failed failed -> note(hub + request.command() + failed.cause().getMessage());
    }
  }

  long entries() {
    return entries;
  }

  long replies() {
    return replies;
  }

  String hash() {
    return Long.toHexString(hash);
  }
}
