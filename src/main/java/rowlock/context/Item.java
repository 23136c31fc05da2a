package rowlock.context;

/// One entry in a part of a brief.
sealed interface Item {
  /// How it reads.
  String text();

  /// How it reads in fewer characters than it has; empty if that is too few for any sense.
  String within(int room);

  /// The task's own words.
  record Own(String text) implements Item {
    public Own {
      text = Quotation.plain(text).strip();
    }

    @Override
    public String within(int room) {
      return Excerpt.head(text, room);
    }
  }

  /// An entry of a list, whole or not at all.
  record Bullet(String text) implements Item {
    public Bullet {
      String plain = Quotation.plain(text).strip();
      boolean isCode = plain.indexOf('\n') < 0 && plain.indexOf('`') < 0;
      text = isCode ? "- `" + plain + "`" : "- " + plain.replace("\n", "\n  ");
    }

    @Override
    public String within(int room) {
      return "";
    }
  }

  /// Somebody else's words.
  final class Quoted implements Item {
    private static final int LEAST = 120;

    private final String lead;
    private final String words;
    private final String text;

    /// @param lead who says it, about what
    /// @param words what was said, as it came
    Quoted(String lead, String words) {
      this.lead = lead;
      this.words = words;
      this.text = words.isBlank() ? lead + "." : lead + ":\n" + Quotation.block(words);
    }

    @Override
    public String text() {
      return text;
    }

    @Override
    public String within(int room) {
      // Quoting makes text longer by what nobody knows beforehand: try less until it fits.
      for (int length = room - lead.length(); length >= LEAST; length = length * 3 / 4) {
        String shown = lead + ":\n" + Quotation.block(Excerpt.ends(words, length));
        if (shown.length() <= room) {
          return shown;
        }
      }
      return "";
    }
  }
}
