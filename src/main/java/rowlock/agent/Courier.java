package rowlock.agent;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import rowlock.board.Command;
import rowlock.board.Letter;
import rowlock.board.Setting;
import rowlock.json.Json;
import rowlock.meter.Meter;
import rowlock.task.AgentId;
import rowlock.team.Delivery;
import rowlock.team.Importance;

/// The delivery of messages into one agent's terminal, those that wait together in one paste:
/// paste, a pause, Enter by itself, a look whether the text has left the input line, Enter alone
/// again if not.
///
/// Never into a dialog, a draft or copy mode, and never the same text twice: whoever takes over
/// finds the mark of the message on the screen. For the one thread of the agent's session.
final class Courier {
  /// How long between the text and Enter: programs that redraw take an early Enter for a part of
  /// the text.
  static final Duration PAUSE = Duration.ofMillis(150);

  /// How long the text may stay in the input line before Enter is pressed again; longer each time.
  static final Duration PATIENCE = Duration.ofMillis(700);

  /// How often Enter is pressed for one text.
  static final int MAX_ENTERS = 6;

  /// How often a text that would not leave the input line is tried anew.
  static final int MAX_ROUNDS = 3;

  private static final Duration BACKOFF = Duration.ofSeconds(30);

  /// How soon an input line that could not take a text is looked at again, if nothing stirs there;
  /// twice as long each time. It mostly is about to be drawn.
  private static final Duration RETRY = Duration.ofMillis(40);

  private static final Duration LONGEST_RETRY = Duration.ofSeconds(1);

  private static final int LONGEST_INJECTED = 2_000;

  /// How much is typed at once, unless one message alone is longer.
  static final int MAX_PASTE = 20_000;

  private static final String MARK_BEGIN = "[rowlock ";

  /// At the beginning of a line only: there nobody but this class can put one, for the words of
  /// others stand in one line with it.
  private static final Pattern MARK =
      Pattern.compile("(?md)^[ \t]*\\[rowlock (m[1-9][0-9]{0,14})]");

  private final AgentId agent;
  private final Desk desk;
  private final Terminal terminal;
  private final Meter meter;
  private final Instant begun;
  private final Reminders reminders = new Reminders();
  private @Nullable Pending pending;
  private int rounds;
  private boolean hastened;
  private Optional<String> greeting = Optional.empty();
  private Set<String> doubtful = Set.of();
  private Instant notBefore = Instant.MIN;
  private Instant retry = Instant.MIN;
  private Duration nextRetry = RETRY;
  private Instant lastTyped = Instant.MIN;

  /// The terminal of the agent, as the courier needs it.
  interface Terminal {
    /// Whether the agent is idle, with an empty input line and no dialog.
    boolean isReady();

    /// Whether a text stands in the input line.
    boolean holdsDraft();

    /// Whether a text can be seen anywhere on the screen.
    boolean shows(String text);

    /// Puts a text into the input line.
    ///
    /// @return whether it was done
    boolean type(String text);

    /// Presses Enter.
    void enter();

    /// Empties the input line.
    void clear();
  }

  /// What was typed and is not known to have arrived.
  ///
  /// @param messages which; none if it is no message
  /// @param enters how often Enter was pressed
  /// @param lastAct when it was typed, or Enter was pressed last
  /// @param begun when its agent could take it
  private record Pending(List<String> messages, int enters, Instant lastAct, Instant begun) {
    Pending entered(Instant now) {
      return new Pending(messages, enters + 1, now, begun);
    }
  }

  /// @param meter of messages that are typed and submitted
  Courier(AgentId agent, Desk desk, Terminal terminal, Meter meter) {
    this.meter = meter;
    this.agent = agent;
    this.desk = desk;
    this.terminal = terminal;
    this.begun = desk.now();
  }

  /// Whether a text is on its way.
  boolean isBusy() {
    return pending != null;
  }

  /// How long there is nothing to do, if a text is on its way.
  Duration rest(Instant now, Duration longest) {
    Pending current = pending;
    if (current == null) {
      return longest;
    }
    Duration left = Duration.between(now, current.lastAct().plus(PAUSE));
    if (current.enters() > 0) {
      return left.isPositive() ? left : longest;
    }
    return left.isNegative() ? Duration.ZERO : left.compareTo(longest) < 0 ? left : longest;
  }

  /// When there is something to do for an idle agent; nothing if nothing waits.
  Optional<Instant> due() {
    List<Letter> waiting = waiting();
    Optional<Instant> next =
        waiting.isEmpty()
            ? reminders.due(desk.board(), agent)
            : Optional.of(later(notBefore, ripe(waiting)));
    return next.map(at -> later(at, retry));
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  /// What waits is not to wait for more.
  void hasten() {
    hastened = true;
  }

  /// Something happened in the terminal: it may take a text now.
  void stir() {
    retry = Instant.MIN;
  }

  /// Does what is next. Nothing of it takes long.
  ///
  /// @param clock the time, which goes on while the terminal takes a text: the pause before Enter
  ///   begins when the text is there
  void step(InstantSource clock) {
    Instant now = clock.instant();
    Pending current = pending;
    if (current != null) {
      follow(current, now);
    } else if (!now.isBefore(retry)) {
      List<Letter> waiting = waiting();
      if (waiting.isEmpty()) {
        announce(clock);
      } else if (now.isAfter(notBefore) && !now.isBefore(ripe(waiting))) {
        begin(waiting, clock);
      }
    }
  }

  /// Tells the agent again what it was given and did not confirm, although it does so usually.
  private void announce(InstantSource clock) {
    List<String> missed = reminders.missed(desk.board(), agent, clock.instant());
    if (missed.isEmpty()) {
      return;
    }
    if (remind(Prompts.unread(missed), clock)) {
      reminders.reminded(missed, clock.instant());
    } else {
      lookAgain(clock);
    }
  }

  private void lookAgain(InstantSource clock) {
    retry = clock.instant().plus(nextRetry);
    Duration twice = nextRetry.multipliedBy(2);
    nextRetry = twice.compareTo(LONGEST_RETRY) < 0 ? twice : LONGEST_RETRY;
  }

  /// Types a text that is no message: a reminder. It is followed like one.
  ///
  /// @return whether it could be typed now
  boolean remind(String text, InstantSource clock) {
    if (pending != null || !terminal.isReady() || !terminal.type(text)) {
      return false;
    }
    Instant typed = clock.instant();
    pending = new Pending(List.of(), 0, typed, typed);
    return true;
  }

  /// What the agent must be told first, as its program could not be given it at its start.
  void mustGreet(Optional<String> text) {
    greeting = text;
  }

  /// What it must still be told first.
  Optional<String> greeting() {
    return greeting;
  }

  /// Tells it that as soon as it can be typed.
  void greet(InstantSource clock) {
    if (greeting.isPresent() && remind(greeting.get(), clock)) {
      greeting = Optional.empty();
    }
  }

  private List<Letter> waiting() {
    return desk.board().unreadBy(agent).stream()
        .filter(letter -> letter.deliveries().get(agent) instanceof Delivery.Accepted)
        .toList();
  }

  /// When what waits is to be typed. Who was given nothing for a while is given it at once: only
  /// what comes right after it waits for more.
  private Instant ripe(List<Letter> waiting) {
    boolean isUrgent =
        hastened
            || waiting.size() >= desk.board().count(Setting.MESSAGE_BATCH_SIZE)
            || waiting.stream().anyMatch(one -> one.message().importance() == Importance.HIGH);
    return isUrgent || lastTyped.equals(Instant.MIN)
        ? Instant.MIN
        : lastTyped.plus(desk.board().duration(Setting.MESSAGE_BATCH_DELAY));
  }

  private void begin(List<Letter> waiting, InstantSource clock) {
    Instant from = clock.instant();
    if (!terminal.isReady()) {
      lookAgain(clock);
      return;
    }
    nextRetry = RETRY;
    List<Letter> batch = new ArrayList<>();
    List<String> typedBefore = new ArrayList<>();
    int room = MAX_PASTE;
    for (Letter letter : waiting) {
      if (wasTypedBefore(letter)) {
        typedBefore.add(letter.message().id());
        continue;
      }
      room -= text(letter).length();
      boolean isFull = batch.size() >= desk.board().count(Setting.MESSAGE_BATCH_SIZE) || room < 0;
      if (isFull && !batch.isEmpty()) {
        break;
      }
      batch.add(letter);
    }
    delivered(typedBefore);
    String text = String.join("\n", batch.stream().map(Courier::text).toList());
    doubtful = Set.copyOf(ids(batch));
    boolean isTyped = !batch.isEmpty() && terminal.type(text);
    doubtful = Set.of();
    if (isTyped) {
      lastTyped = clock.instant();
      pending = new Pending(ids(batch), 0, lastTyped, from);
      hastened = hastened && batch.size() < waiting.size() - typedBefore.size();
    }
  }

  private static List<String> ids(List<Letter> letters) {
    return letters.stream().map(letter -> letter.message().id()).toList();
  }

  /// Whether a process before this one typed it and ended before it could say so, or the terminal
  /// took it without a word, as a server does that ends. The mark of a newer one may stand there
  /// only because somebody speaks of it.
  private boolean wasTypedBefore(Letter letter) {
    String id = letter.message().id();
    boolean isDoubtful = letter.message().sentAt().isBefore(begun) || doubtful.contains(id);
    return isDoubtful && terminal.shows(mark(id));
  }

  private void delivered(List<String> ids) {
    desk.giveAll(ids.stream().map(id -> new Command.DeliverMessage(id, agent)).toList());
  }

  private void follow(Pending current, Instant now) {
    if (current.enters() == 0) {
      if (!now.isBefore(current.lastAct().plus(PAUSE))) {
        terminal.enter();
        pending = current.entered(now);
        current.messages().forEach(_ -> meter.succeeded(took(current, now)));
      }
      return;
    }
    if (now.isBefore(current.lastAct().plus(PAUSE))) {
      return;
    }
    if (!terminal.holdsDraft()) {
      delivered(current.messages());
      settle();
    } else if (!now.isBefore(current.lastAct().plus(PATIENCE.multipliedBy(current.enters())))) {
      again(current, now);
    }
  }

  private void again(Pending current, Instant now) {
    if (current.enters() < MAX_ENTERS) {
      terminal.enter();
      pending = current.entered(now);
      return;
    }
    terminal.clear();
    pending = null;
    rounds++;
    notBefore = now.plus(BACKOFF);
    if (rounds >= MAX_ROUNDS) {
      String reason = "its input line did not take it, %d times".formatted(rounds);
      current.messages().forEach(_ -> meter.failed(took(current, now)));
      desk.giveAll(
          current.messages().stream()
              .map(id -> new Command.GiveUpMessage(id, agent, reason))
              .toList());
      rounds = 0;
    }
  }

  private static Duration took(Pending one, Instant now) {
    return now.isAfter(one.begun()) ? Duration.between(one.begun(), now) : Duration.ZERO;
  }

  private void settle() {
    pending = null;
    rounds = 0;
  }

  /// The agent's own word that it was given a prompt: what is marked in it has arrived.
  void received(String prompt) {
    reminders.confirms();
    List<String> ids = marks(prompt);
    if (!ids.isEmpty()) {
      desk.give(new Command.ConfirmMessages(agent, ids));
    }
    Pending current = pending;
    if (current != null && current.enters() > 0) {
      settle();
    }
  }

  /// The messages that a text brings: each has its mark at the beginning of a line.
  static List<String> marks(String text) {
    Matcher matcher = MARK.matcher(text);
    return matcher.results().map(found -> found.group(1)).distinct().toList();
  }

  /// What an agent reads of a message. The body stands there as a JSON string in which no mark can
  /// be seen: whatever is in it, it cannot pretend to be something else, or to have arrived.
  static String text(Letter letter) {
    String id = letter.message().id();
    String head = mark(id) + " message from agent " + letter.message().sender();
    return letter.message().body().length() > LONGEST_INJECTED
        ? head + ": it is long; call read_messages"
        : head
            + ": "
            + Json.compact(letter.message().body()).replace(MARK_BEGIN, "\\u005browlock ");
  }

  private static String mark(String message) {
    return MARK_BEGIN + message + "]";
  }
}
