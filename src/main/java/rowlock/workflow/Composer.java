package rowlock.workflow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import rowlock.workflow.Source.Place;

/// Builds the tree of a YAML 1.2 or JSON text, with the place of every value.
///
/// It works on the parser's events rather than on the library's own nodes: those are built by
/// unlimited recursion, and aliases, depth and size have to be counted before memory is spent.
final class Composer {
  /// How deep values may be nested; a plan needs five levels.
  static final int MAX_DEPTH = 16;

  /// How many values a file may hold, repeated ones counted each time.
  static final int MAX_VALUES = 500_000;

  private static final Set<String> BLANKS = Set.of("", "~", "null", "Null", "NULL");

  private final Iterator<Event> events;
  private final Map<Anchor, Anchored> anchors = new HashMap<>();
  private final Set<Anchor> open = new HashSet<>();
  private int values;

  private Composer(String text) {
    // The reader copies all it holds whenever a long scalar outgrows its buffer: with the buffer of
    // 1,024 characters it comes with, 8 MiB in one pair of quotes take quadratic time.
    LoadSettings settings =
        LoadSettings.builder()
            .setCodePointLimit(Math.max(1, text.length()))
            .setBufferSize(Math.max(1024, text.length()))
            .build();
    this.events = new Parse(settings).parseString(text).iterator();
  }

  /// The one document in a text.
  ///
  /// @throws Unparsable with the first thing that is no YAML, not allowed here or too much
  static Source compose(String text) {
    try {
      return new Composer(text).document();
    } catch (MarkedYamlEngineException e) {
      throw syntax(e);
    } catch (YamlEngineException e) {
      throw new Unparsable(Place.START, "not YAML: " + oneLine(String.valueOf(e.getMessage())));
    }
  }

  private Source document() {
    events.next();
    Event start = events.next();
    if (start.getEventId() != Event.ID.DocumentStart) {
      throw new Unparsable(Place.START, "the file is empty");
    }
    Source root = value(events.next(), 0);
    events.next();
    Event end = events.next();
    if (end.getEventId() != Event.ID.StreamEnd) {
      throw new Unparsable(place(end), "a second document; a plan file holds one");
    }
    return root;
  }

  private Source value(Event event, int depth) {
    if (depth > MAX_DEPTH) {
      throw new Unparsable(place(event), "nested deeper than " + MAX_DEPTH + " levels");
    }
    int before = values;
    count(1, event);
    if (event instanceof AliasEvent alias) {
      return repeated(alias);
    }
    Optional<Anchor> anchor = event instanceof NodeEvent node ? node.getAnchor() : Optional.empty();
    anchor.ifPresent(open::add);
    Source value =
        switch (event) {
          case ScalarEvent scalar -> scalar(scalar);
          case CollectionStartEvent list when list.getEventId() == Event.ID.SequenceStart ->
              listing(list, depth);
          case CollectionStartEvent mapping -> mapping(mapping, depth);
          default -> throw new IllegalStateException("unexpected event " + event);
        };
    anchor.ifPresent(name -> {
      open.remove(name);
      anchors.put(name, new Anchored(value, values - before));
    });
    return value;
  }

  private Source repeated(AliasEvent event) {
    Anchor name = event.getAlias();
    Anchored anchored = anchors.get(name);
    if (open.contains(name)) {
      throw new Unparsable(place(event), "alias *" + name + " stands inside of what it repeats");
    }
    if (anchored == null) {
      throw new Unparsable(place(event), "alias *" + name + " repeats an anchor that is not above");
    }
    count(anchored.values(), event);
    return anchored.value();
  }

  private Source scalar(ScalarEvent event) {
    refuseTag(event.getTag(), event);
    if (event.isPlain() && BLANKS.contains(event.getValue())) {
      return new Source.Blank(place(event));
    }
    return new Source.Scalar(place(event), event.getValue());
  }

  private Source listing(CollectionStartEvent start, int depth) {
    refuseTag(start.getTag(), start);
    List<Source> entries = new ArrayList<>();
    for (Event next = events.next();
        next.getEventId() != Event.ID.SequenceEnd;
        next = events.next()) {
      entries.add(value(next, depth + 1));
    }
    return new Source.Listing(place(start), entries);
  }

  private Source mapping(CollectionStartEvent start, int depth) {
    refuseTag(start.getTag(), start);
    List<Source.Entry> entries = new ArrayList<>();
    for (Event next = events.next();
        next.getEventId() != Event.ID.MappingEnd;
        next = events.next()) {
      Source key = value(next, depth + 1);
      if (!(key instanceof Source.Scalar name)) {
        throw new Unparsable(key.place(), "a field's name must be text, not " + key.kind());
      }
      entries.add(new Source.Entry(name, value(events.next(), depth + 1)));
    }
    return new Source.Mapping(place(start), entries);
  }

  private void count(int more, Event event) {
    values += more;
    if (values > MAX_VALUES) {
      throw new Unparsable(place(event), "more than " + MAX_VALUES + " values in one file");
    }
  }

  private static void refuseTag(Optional<String> tag, Event event) {
    tag.ifPresent(name -> {
      throw new Unparsable(place(event), "tags (!...) are not allowed");
    });
  }

  private static Place place(Event event) {
    return event.getStartMark().map(Composer::place).orElse(Place.START);
  }

  private static Place place(Mark mark) {
    return new Place(mark.getLine() + 1, mark.getColumn() + 1);
  }

  private static Unparsable syntax(MarkedYamlEngineException e) {
    String problem = oneLine(String.valueOf(e.getProblem()));
    Optional<Mark> context = e.getContextMark();
    if (context.isPresent() && problem.contains("unexpected end of stream")) {
      return new Unparsable(place(context.get()), "what opens here is never closed");
    }
    String where =
        e.getContext() == null || context.isEmpty()
            ? ""
            : " ("
                + oneLine(e.getContext())
                + " that begins on line "
                + (context.get().getLine() + 1)
                + ")";
    Place place = e.getProblemMark().or(() -> context).map(Composer::place).orElse(Place.START);
    return new Unparsable(place, "not YAML: " + problem + where);
  }

  private static String oneLine(String text) {
    String line = text.strip().replaceAll("[\\p{Cntrl}\\s]+", " ");
    return line.length() > 300 ? line.substring(0, 300) + "..." : line;
  }

  /// A value with a name, and how many values it stands for.
  private record Anchored(Source value, int values) {}
}
