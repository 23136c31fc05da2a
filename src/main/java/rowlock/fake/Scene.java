package rowlock.fake;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import rowlock.fake.Situation.Phase;

/// What is to be seen at the terminal. Turns show themselves here and the session puts down what a
/// person does; all state is owned by this object's monitor.
final class Scene implements Stage {
  private final Surroundings place;
  private final Look look;
  private final Painter painter;
  private final InputLine input = new InputLine();
  private Phase phase = new Phase.Idle();
  private Situation.Notice notice = Situation.Notice.NONE;
  private Optional<Consumer<Verdict>> permission = Optional.empty();
  private Attention attention = Attention.PAID;
  private Answer answer = Answer.NONE;
  private int turns;

  /// Whether anything is taken notice of.
  enum Attention {
    PAID,
    NONE
  }

  /// Whether anything of the present turn was seen.
  enum Answer {
    NONE,
    SOME
  }

  Scene(Surroundings place, Look look, Painter painter) {
    this.place = place;
    this.look = look;
    this.painter = painter;
  }

  Look look() {
    return look;
  }

  synchronized void open() {
    painter.open();
  }

  synchronized void close() {
    painter.close(look.farewell(place));
  }

  synchronized void resize(int rows, int columns) {
    painter.resize(rows, columns);
    paint();
  }

  synchronized Attention attention() {
    return attention;
  }

  synchronized Phase phase() {
    return phase;
  }

  /// Whether anything of the present turn was seen.
  synchronized Answer answer() {
    return answer;
  }

  synchronized void show(Phase next) {
    phase = next;
    paint();
  }

  synchronized void point(Situation.Notice next) {
    notice = next;
    paint();
  }

  synchronized Situation.Notice notice() {
    return notice;
  }

  synchronized void note(List<String> lines) {
    painter.add(lines);
    paint();
  }

  /// A turn begins of which nothing is seen yet.
  synchronized void beginTurn() {
    turns++;
    answer = Answer.NONE;
    notice = Situation.Notice.NONE;
    show(new Phase.Working(Duration.ZERO));
  }

  /// How long the turn takes already, if it still works.
  synchronized void spent(Duration time) {
    if (phase instanceof Phase.Working) {
      show(new Phase.Working(time));
    }
  }

  /// Changes the input line.
  synchronized void edit(Keystroke key) {
    notice = Situation.Notice.NONE;
    switch (key) {
      case Keystroke.Typed(String text) -> input.type(text);
      case Keystroke.Pasted(String text) -> input.paste(text);
      case Keystroke.Named named -> {
        switch (named) {
          case NEWLINE -> input.type("\n");
          case BACKSPACE -> input.erase();
          case CTRL_U -> input.clear();
          case ENTER, ESCAPE, CTRL_C, CTRL_D, UP, DOWN, OTHER -> {}
        }
      }
      case Keystroke.Sized _, Keystroke.Gone _ -> {}
    }
    paint();
  }

  /// What stands in the input line, blank if there is nothing to send.
  synchronized String draft() {
    return input.isBlank() ? "" : input.shown();
  }

  /// Takes what stands in the input line.
  synchronized String takeDraft() {
    notice = Situation.Notice.NONE;
    String taken = input.take();
    paint();
    return taken;
  }

  /// Puts a text into the input line unless something stands there.
  synchronized void restoreDraft(String text) {
    if (input.isEmpty()) {
      input.paste(text);
      paint();
    }
  }

  /// Passes on what a person decided, if somebody wants to know.
  synchronized void decide(Verdict verdict) {
    permission.ifPresent(wanting -> wanting.accept(verdict));
  }

  private void paint() {
    if (attention == Attention.NONE) {
      return;
    }
    Situation situation =
        new Situation(phase, input.shown(), notice, place.order().wiring().mode(), turns);
    painter.paint(look.panel(situation, place, painter.columns()), look.title(situation, place));
  }

  private synchronized void answered(List<String> lines) {
    answer = Answer.SOME;
    note(lines);
  }

  @Override
  public void prompted(String prompt) {
    note(look.prompt(prompt));
  }

  @Override
  public void said(String text, Map<String, Object> line) {
    answered(look.said(text));
  }

  @Override
  public void using(ToolUse tool, Map<String, Object> line) {
    answered(look.using(tool));
  }

  @Override
  public void used(ToolUse tool, ToolRunner.Outcome outcome, Map<String, Object> line) {
    answered(look.used(tool, outcome));
  }

  @Override
  public void noted(String text) {
    answered(Wrap.indented("  ⎿  ", "     ", text));
  }

  @Override
  public synchronized Audience ask(ToolUse tool, Consumer<Verdict> wanting) {
    permission = Optional.of(wanting);
    show(new Phase.Permission(tool, 0));
    return Audience.PERSON;
  }

  @Override
  public synchronized void asked(ToolUse tool, Verdict verdict) {
    permission = Optional.empty();
    show(new Phase.Working(Duration.ZERO));
  }

  @Override
  public synchronized Audience limited(Instant until) {
    answered(look.limited(until));
    show(new Phase.Limited(until));
    return Audience.PERSON;
  }

  @Override
  public synchronized void resumed() {
    show(new Phase.Working(Duration.ZERO));
  }

  @Override
  public synchronized void raw(String sequences) {
    painter.raw(sequences);
    paint();
  }

  @Override
  public synchronized void frozen() {
    attention = Attention.NONE;
  }
}
