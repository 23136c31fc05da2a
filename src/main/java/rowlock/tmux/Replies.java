package rowlock.tmux;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/// The reader of what tmux says in control mode: to which request each block of output belongs, and
/// what is said between the blocks.
///
/// A block begins with `%begin TIME NUMBER FLAGS` and ends with the same three after `%end` or
/// `%error` (tmux(1), CONTROL MODE); the flag 1 is on those of our own commands. Every command has
/// a block, the one that `if-shell` chose too; what follows a refused one in its request has none.
/// After some requests a mark is printed: if it comes early or late, blocks were counted wrongly,
/// and none of those answers is given to anybody.
///
/// A screen may show anything, the end of its own block too, whose time and number can be guessed:
/// its lines are counted instead.
///
/// For one thread; the requests come from another in the order in which they are sent.
final class Replies {
  /// The most that is kept of the answer to requests that were sent together.
  static final int MAX_ANSWER_BYTES = 32 << 20;

  /// The most that is kept of what is said between blocks.
  static final int NOTICE_BYTES = 1024;

  private static final byte[] BEGIN = "%begin ".getBytes(StandardCharsets.US_ASCII);

  private final Queue<Awaited> requests;
  private final Notices notices;

  private Optional<Block> open = Optional.empty();
  private final List<Answer> answers = new ArrayList<>();
  private final StringBuilder printed = new StringBuilder();
  private String first = "";
  private int blocks;
  private long answerBytes;

  Replies(Queue<Awaited> requests, Notices notices) {
    this.requests = requests;
    this.notices = notices;
  }

  /// What is told of what is said between blocks.
  interface Notices {
    /// Takes a line.
    ///
    /// @param line its beginning, up to [#NOTICE_BYTES]
    void said(LineReader.Line line);
  }

  /// How much of the next line is to be kept.
  int keptBytes() {
    return open.isPresent() ? MAX_ANSWER_BYTES : NOTICE_BYTES;
  }

  /// Takes the next line.
  ///
  /// @throws IOException if it cannot be part of what tmux says; nothing is to be believed any more
  void accept(LineReader.Line line) throws IOException {
    if (open.isPresent()) {
      open.get().accept(line);
    } else if (line.startsWith(BEGIN)) {
      open = Optional.of(new Block(line.text().substring(BEGIN.length)));
    } else {
      notices.said(line);
    }
  }

  private final class Block {
    private final boolean ours;
    private final byte[] end;
    private final byte[] error;
    private final ByteArrayOutputStream content = new ByteArrayOutputStream();
    private final boolean screen;
    private int screenLinesLeft;

    Block(String guard) throws IOException {
      ours = guard.endsWith(" 1");
      end = ("%end " + guard).getBytes(StandardCharsets.UTF_8);
      error = ("%error " + guard).getBytes(StandardCharsets.UTF_8);
      screenLinesLeft = ours ? screenLines() : 0;
      screen = screenLinesLeft > 0;
    }

    void accept(LineReader.Line line) throws IOException {
      if (screenLinesLeft > 0) {
        screenLinesLeft--;
        add(line);
      } else if (line.is(end)) {
        close(Optional.empty());
      } else if (line.is(error)) {
        close(Optional.of(text().strip()));
      } else if (screen) {
        throw new IOException("a screen has more lines than it is high");
      } else {
        add(line);
      }
    }

    private void add(LineReader.Line line) throws IOException {
      answerBytes += line.lengthBytes();
      if (!line.complete() || answerBytes > MAX_ANSWER_BYTES) {
        throw new IOException("an answer has more than " + MAX_ANSWER_BYTES + " bytes");
      }
      content.writeBytes(line.kept());
      content.write('\n');
    }

    private String text() {
      return content.toString(StandardCharsets.UTF_8);
    }

    private void close(Optional<String> complaint) throws IOException {
      open = Optional.empty();
      if (ours) {
        take(text(), complaint);
      }
    }
  }

  private Awaited current() throws IOException {
    Awaited request = requests.peek();
    if (request == null) {
      throw new IOException("an answer came to no request");
    }
    return request;
  }

  private int screenLines() throws IOException {
    List<Request> requests = current().requests();
    return answers.size() < requests.size()
        ? requests.get(answers.size()).screenLines(blocks, first)
        : 0;
  }

  private void take(String text, Optional<String> complaint) throws IOException {
    Awaited awaited = current();
    boolean expected = answers.size() == awaited.requests().size();
    if (expected != (complaint.isEmpty() && awaited.isMark(text.strip()))) {
      throw new IOException("an answer has more or fewer parts than its request");
    }
    if (expected) {
      requests.remove();
      awaited.settle(Optional.of(List.copyOf(answers)));
      answers.clear();
      answerBytes = 0;
    } else if (complaint.isPresent()) {
      answer(new Answer.Refused(shortened(complaint.get())));
    } else {
      first = blocks == 0 ? text : first;
      blocks++;
      printed.append(text);
      if (blocks == awaited.requests().get(answers.size()).blocks()) {
        answer(new Answer.Done(printed.toString()));
      }
    }
  }

  private void answer(Answer answer) {
    answers.add(answer);
    printed.setLength(0);
    first = "";
    blocks = 0;
  }

  private static String shortened(String complaint) {
    return complaint.substring(0, Math.min(complaint.length(), Client.QUOTED_CHARS));
  }
}
