package rowlock.tmux;

import java.util.Arrays;

/// A key that can be pressed in a pane. Text is not typed by keys but pasted.
public enum Key {
  ENTER("Enter"),
  ESCAPE("Escape"),
  TAB("Tab"),
  SHIFT_TAB("BTab"),
  SPACE("Space"),
  BACKSPACE("BSpace"),
  UP("Up"),
  DOWN("Down"),
  LEFT("Left"),
  RIGHT("Right"),
  /// Ends or interrupts most programs.
  CTRL_C("C-c"),
  /// The end of the input.
  CTRL_D("C-d"),
  /// Clears what stands to the left of the cursor.
  CTRL_U("C-u"),
  /// Clears what stands to the right of the cursor.
  CTRL_K("C-k"),
  DIGIT_1("1"),
  DIGIT_2("2"),
  DIGIT_3("3"),
  DIGIT_4("4"),
  DIGIT_5("5"),
  DIGIT_6("6"),
  DIGIT_7("7"),
  DIGIT_8("8"),
  DIGIT_9("9"),
  Y("y"),
  N("n");

  private final String tmuxName;

  Key(String tmuxName) {
    this.tmuxName = tmuxName;
  }

  /// The key of a choice in a numbered dialog.
  ///
  /// @param number 1 to 9
  public static Key digit(int number) {
    String name = Integer.toString(number);
    return Arrays.stream(values())
        .filter(key -> key.tmuxName.equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("the digits are 1 to 9, not " + number));
  }

  String tmuxName() {
    return tmuxName;
  }
}
