package rowlock.workflow;

import java.util.List;

/// A value as it stands in a plan file, before anybody knows what it means.
sealed interface Source {
  /// Where it begins.
  Place place();

  /// What it is, in words for a message.
  String kind();

  /// Nothing: an empty value, `~` or `null`.
  record Blank(Place place) implements Source {
    @Override
    public String kind() {
      return "nothing";
    }
  }

  /// A piece of text, quoted or not; numbers and truth values are text until a field reads them.
  record Scalar(Place place, String text) implements Source {
    @Override
    public String kind() {
      return "text";
    }
  }

  /// A list.
  record Listing(Place place, List<Source> entries) implements Source {
    public Listing {
      entries = List.copyOf(entries);
    }

    @Override
    public String kind() {
      return "a list";
    }
  }

  /// A mapping in the order of the file; keys may still repeat.
  record Mapping(Place place, List<Entry> entries) implements Source {
    public Mapping {
      entries = List.copyOf(entries);
    }

    @Override
    public String kind() {
      return "a mapping";
    }
  }

  /// One line of a mapping.
  record Entry(Scalar key, Source value) {}

  /// Where something stands in a file.
  ///
  /// @param line 1 for the first
  /// @param column 1 for the first, in characters
  record Place(int line, int column) {
    static final Place START = new Place(1, 1);
  }
}
