package rowlock.registry;

import java.util.List;
import rowlock.task.Name;
import rowlock.task.Text;

/// What a value may be: a part of JSON Schema that every model's provider understands.
public sealed interface Type {
  /// A name of an agent, a task, a label.
  Words NAME = new Words("name", Name.MAX_LENGTH);

  /// A text on one line.
  Words LINE = new Words("line", Text.MAX_LINE);

  /// A text of any number of lines.
  Words BODY = new Words("body", Text.MAX_BODY);

  /// A length of time: `90s`, `10m`, `1h30m`.
  Words LENGTH_OF_TIME = new Words("duration", 40);

  /// A moment in UTC: `2026-11-21T13:42:00Z`.
  Words MOMENT = new Words("instant", 40);

  /// Yes or no.
  Flag FLAG = new Flag();

  /// A text.
  ///
  /// @param form what kind of text, for people
  /// @param maxLength in characters
  record Words(String form, int maxLength) implements Type {}

  /// A whole number in a range.
  record Whole(long least, long most) implements Type {}

  /// One of some words.
  record Choice(List<String> words) implements Type {
    public Choice {
      words = List.copyOf(words);
    }
  }

  /// Yes or no.
  record Flag() implements Type {}

  /// Several of the same.
  ///
  /// @param most how many at most
  record Several(Type element, int most) implements Type {}

  /// An object with these members.
  ///
  /// @param shownAs where the same members are described, so that they need not be said twice;
  ///   empty to describe them here
  record Compound(List<Parameter> members, String shownAs) implements Type {
    public Compound {
      members = List.copyOf(members);
    }
  }

  /// A list of names, of the usual length.
  static Several names() {
    return new Several(NAME, Text.MAX_ENTRIES);
  }

  /// A list of one-line texts, of the usual length.
  static Several lines() {
    return new Several(LINE, Text.MAX_ENTRIES);
  }
}
