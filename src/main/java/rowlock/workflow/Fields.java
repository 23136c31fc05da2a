package rowlock.workflow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import rowlock.task.Text;
import rowlock.workflow.Source.Place;

/// The fields of one mapping in a plan file, read one by one; whatever is wrong with them goes to
/// the problems, and the reading goes on.
final class Fields {
  private final String path;
  private final Place place;
  private final Map<String, Given> given = new HashMap<>();
  private final Optional<Fields> defaults;
  private final Problems problems;

  private Fields(String path, Place place, Optional<Fields> defaults, Problems problems) {
    this.path = path;
    this.place = place;
    this.defaults = defaults;
    this.problems = problems;
  }

  /// The fields of a mapping. Unknown and repeated ones are problems.
  static Fields of(String path, Source.Mapping mapping, Vocabulary known, Problems problems) {
    Fields fields = new Fields(path, mapping.place(), Optional.empty(), problems);
    mapping.entries().forEach(entry -> fields.add(entry, known));
    return fields;
  }

  /// No fields at all.
  static Fields none(String path, Place place, Problems problems) {
    return new Fields(path, place, Optional.empty(), problems);
  }

  /// The same fields; those not given are taken from others.
  Fields orElse(Fields others) {
    Fields both = new Fields(path, place, Optional.of(others), problems);
    both.given.putAll(given);
    return both;
  }

  private void add(Source.Entry entry, Vocabulary known) {
    String spelling = entry.key().text();
    Place at = entry.key().place();
    Optional<String> field = known.field(spelling);
    if (field.isEmpty()) {
      problems.add(at, path, known.unknown(spelling));
      return;
    }
    Given before = given.putIfAbsent(field.get(), new Given(spelling, at, entry.value()));
    if (before != null) {
      String same = before.spelling().equals(spelling) ? "" : " as '" + before.spelling() + "'";
      problems.add(at, pathOf(spelling), "given already on line " + before.at().line() + same);
    }
  }

  /// Where the mapping begins.
  Place place() {
    return place;
  }

  /// What the mapping is called in problems.
  String path() {
    return path;
  }

  /// Reports a problem with a field, at its value or else at the mapping.
  void refuse(String field, String message) {
    Given found = given.get(field);
    if (found == null) {
      problems.add(place, pathOf(field), message);
    } else {
      problems.add(found.value().place(), pathOf(found.spelling()), message);
    }
  }

  /// The value of a field as it stands there, if it is given.
  Optional<Source> source(String field) {
    return found(field).map(found -> found.given().value());
  }

  /// The value of a field that is one piece of text.
  ///
  /// @param reader makes a value of it, or throws an [IllegalArgumentException] saying why not
  <T> Optional<T> value(String field, Function<String, T> reader) {
    Optional<Found> found = found(field);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Source value = found.get().given().value();
    Entry entry = new Entry("", value.place(), found.get().path());
    if (value instanceof Source.Scalar scalar) {
      return read(new Entry(scalar.text(), entry.place(), entry.path()), reader);
    }
    problems.add(entry.place(), entry.path(), "must be text or a number, not " + value.kind());
    return Optional.empty();
  }

  /// The values of a field that is a list; a single text is a list of one.
  ///
  /// @param reader makes a value of each, or throws an [IllegalArgumentException] saying why not
  <T> List<T> values(String field, Function<String, T> reader) {
    List<Entry> entries = entries(field);
    if (entries.size() > Text.MAX_ENTRIES) {
      Entry first = entries.getFirst();
      problems.add(
          first.place(),
          first.path().replaceFirst("\\[0]$", ""),
          "at most " + Text.MAX_ENTRIES + " entries, not " + entries.size());
      return List.of();
    }
    return entries.stream().flatMap(entry -> read(entry, reader).stream()).toList();
  }

  /// The entries of a field that is a list, as they stand there.
  List<Entry> entries(String field) {
    Optional<Found> found = found(field);
    if (found.isEmpty()) {
      return List.of();
    }
    String at = found.get().path();
    return switch (found.get().given().value()) {
      case Source.Blank blank -> List.of();
      case Source.Scalar scalar -> List.of(new Entry(scalar.text(), scalar.place(), at));
      case Source.Listing listing -> entries(listing, at);
      case Source.Mapping mapping -> {
        problems.add(mapping.place(), at, "must be a list or a text, not a mapping");
        yield List.of();
      }
    };
  }

  private List<Entry> entries(Source.Listing listing, String at) {
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < listing.entries().size(); i++) {
      Source entry = listing.entries().get(i);
      if (entry instanceof Source.Scalar scalar) {
        entries.add(new Entry(scalar.text(), scalar.place(), at + "[" + i + "]"));
      } else {
        problems.add(entry.place(), at + "[" + i + "]", "must be text, not " + entry.kind());
      }
    }
    return entries;
  }

  private <T> Optional<T> read(Entry entry, Function<String, T> reader) {
    try {
      // Windows line ends reach a value through escapes in quoted text.
      return Optional.of(reader.apply(entry.text().replace("\r\n", "\n")));
    } catch (IllegalArgumentException refused) {
      problems.add(entry.place(), entry.path(), withoutField(refused));
      return Optional.empty();
    }
  }

  /// The rules of a task's parts begin their messages with the field, which the path says better.
  private static String withoutField(IllegalArgumentException refused) {
    return String.valueOf(refused.getMessage()).replaceFirst("^[a-z_]{1,30}: ", "");
  }

  private Optional<Found> found(String field) {
    Given own = given.get(field);
    if (own != null && !(own.value() instanceof Source.Blank)) {
      return Optional.of(new Found(own, pathOf(own.spelling())));
    }
    return defaults.flatMap(others -> others.found(field));
  }

  private String pathOf(String spelling) {
    return path.isEmpty() ? spelling : path + "." + spelling;
  }

  /// One text in a list.
  record Entry(String text, Place place, String path) {}

  private record Given(String spelling, Place at, Source value) {}

  private record Found(Given given, String path) {}
}
