package rowlock.tmux;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/// The means to type into panes: text as a paste, keys one by one.
///
/// The server decides in one step whether a pane can be typed into and does it. This is more than
/// tidy: tmux 3.3a itself crashes when something is pasted into a pane whose program has ended
/// (measured), and a look beforehand leaves time for that end.
///
/// Text goes through a pipe into a buffer, never through an argument: arguments can be read by
/// everybody, and tmux takes a `;` at their end for its own.
public final class Keyboard {
  private static final String CLOSED = "#{||:#{pane_dead},#{pane_in_mode}}";
  private static final String STATE =
      "closed #{pane_id} #{pane_dead} #{pane_in_mode} #{bracket_paste_flag}";

  private final Way way;

  Keyboard(Way way) {
    this.way = way;
  }

  /// Whether the program of a pane is told where a paste begins and ends.
  public enum Pasting {
    /// The program is known to have asked for it, as all interactive coding agents do.
    BRACKETED,
    /// It is not known; then only single lines are typed, unless tmux knows better.
    UNKNOWN
  }

  /// A text that is to be typed into a pane.
  public record Typed(PaneId pane, Paste text, Pasting pasting) {}

  /// Types a text, without sending it: Enter is a key of its own.
  ///
  /// @throws TmuxFailed if it cannot be told whether it was typed
  public Typing type(PaneId pane, Paste text, Pasting pasting) {
    Step step = step(new Typed(pane, text, pasting));
    Answer answer = way.ask(step.request());
    sweep(List.of(step), List.of(answer));
    return judge(pane, answer);
  }

  /// Types texts one after the other, without sending them; one that is not typed does not keep the
  /// others.
  ///
  /// @return what came of each, in the same order
  public List<Typing> typeAll(List<Typed> texts) {
    List<Step> steps = texts.stream().map(Keyboard::step).toList();
    List<Answer> answers = way.askAll(steps.stream().map(Step::request).toList());
    sweep(steps, answers);
    return judgeAll(texts.stream().map(Typed::pane).toList(), answers);
  }

  /// A request and the buffer that it needs.
  private record Step(String buffer, Request request) {}

  private static Step step(Typed typed) {
    String buffer = "rowlock-" + UUID.randomUUID();
    String paste = "paste-buffer -p -d -b " + buffer + " -t " + typed.pane();
    boolean careful = typed.text().multiLine() && typed.pasting() == Pasting.UNKNOWN;
    // tmux before 3.6 has no such format; nothing counts as no.
    String closed = careful ? "#{||:" + CLOSED + ",#{!=:#{bracket_paste_flag},1}}" : CLOSED;
    return new Step(
        buffer,
        Request.of(List.of(unless(closed, typed.pane(), paste)))
            .loading(buffer, typed.text().text()));
  }

  /// Deletes the buffers of what was not pasted.
  private void sweep(List<Step> steps, List<Answer> answers) {
    List<Request> left =
        IntStream.range(0, steps.size())
            .filter(i -> !isDone(answers.get(i)))
            .mapToObj(i -> Request.of("delete-buffer", "-b", steps.get(i).buffer()))
            .toList();
    if (!left.isEmpty()) {
      way.askAll(left);
    }
  }

  /// Presses a key.
  ///
  /// @throws TmuxFailed if it cannot be told whether it was pressed
  public Typing press(PaneId pane, Key key) {
    return judge(pane, way.ask(pressing(pane, key)));
  }

  /// Presses a key in several panes.
  ///
  /// @return what came of it in each, in the same order
  public List<Typing> pressAll(List<PaneId> panes, Key key) {
    return judgeAll(panes, way.askAll(panes.stream().map(pane -> pressing(pane, key)).toList()));
  }

  private static Request pressing(PaneId pane, Key key) {
    String press = "send-keys -t " + pane + " " + key.tmuxName();
    return Request.of(List.of(unless(CLOSED, pane, press)));
  }

  /// Ends copy mode and every other mode of tmux in a pane, so that it can be typed into; nothing
  /// happens if it is in none, or not there. A user who scrolls there loses the place.
  ///
  /// @throws TmuxFailed if it cannot be told whether it was ended
  public void leaveCopyMode(PaneId pane) {
    Answer answer = way.ask(Request.of("copy-mode", "-q", "-t", pane.value()));
    if (!isAbsence(answer)) {
      answer.text("copy mode cannot be ended");
    }
  }

  private static List<String> unless(String condition, PaneId pane, String command) {
    // For a pane that is missing tmux looks at another.
    String never = "#{||:#{!=:#{pane_id}," + pane + "}," + condition + "}";
    String tell = "display-message -p -t " + pane + " \"" + STATE + "\"";
    return List.of("if-shell", "-F", "-t", pane.value(), never, tell, command);
  }

  private static List<Typing> judgeAll(List<PaneId> panes, List<Answer> answers) {
    return IntStream.range(0, panes.size())
        .mapToObj(i ->
            answers.get(i) instanceof Answer.Done || isAbsence(answers.get(i))
                ? judge(panes.get(i), answers.get(i))
                : Typing.UNCLEAR)
        .toList();
  }

  private static boolean isDone(Answer answer) {
    return answer instanceof Answer.Done(String said) && said.isBlank();
  }

  private static Typing judge(PaneId pane, Answer answer) {
    if (isAbsence(answer)) {
      return Typing.GONE;
    }
    if (isDone(answer)) {
      return Typing.DONE;
    }
    String said = answer.text("nothing can be typed").strip();
    if (!said.startsWith("closed")) {
      throw new TmuxFailed("nothing can be typed: tmux says something else");
    }
    String[] state = said.split(" ", -1);
    if (state.length < 4 || !state[1].equals(pane.value())) {
      return Typing.GONE;
    }
    if (state[2].equals("1")) {
      return Typing.ENDED;
    }
    return state[3].equals("0") ? Typing.ONE_LINE_ONLY : Typing.COPY_MODE;
  }

  private static boolean isAbsence(Answer answer) {
    return answer instanceof Answer.NoServer
        || (answer instanceof Answer.Refused(String reason) && isAbsence(reason));
  }

  /// Whether tmux refused because there is no such pane.
  static boolean isAbsence(String reason) {
    return reason.startsWith("can't find pane");
  }
}
