package rowlock.kind;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How the screens of one family of programs look, as read from a description.
///
/// @param box how its input box is found
/// @param hints what stands in an input line without being a draft
/// @param rules which looks mean which state; the first that fits counts
record ScreenFamily(InputBox box, List<Pattern> hints, List<Rule> rules) {
  private static final Set<String> FIELDS = Set.of("box", "hints", "rules");
  private static final Set<String> RULE_FIELDS = Set.of("state", "box", "when", "unless", "detail");
  private static final Set<String> REGIONS =
      Set.of("title", "status", "end", "footer", "bottom", "last");

  ScreenFamily {
    hints = List.copyOf(hints);
    rules = List.copyOf(rules);
  }

  /// Whether a rule wants the input box to be there.
  enum Presence {
    /// It does not matter.
    ANY,
    /// It must be there.
    PRESENT,
    /// It must not be there.
    ABSENT
  }

  /// One look that means one state.
  ///
  /// @param state what it means
  /// @param box whether the input box must be there
  /// @param when what must be found, by region
  /// @param unless what must not be found, by region
  /// @param detail where the words that tell more are found; those of `when` if there are none
  record Rule(
      Reading.State state,
      Presence box,
      Map<Region, List<Pattern>> when,
      Map<Region, List<Pattern>> unless,
      Map<Region, List<Pattern>> detail) {
    Optional<Found> on(ScreenRegions regions) {
      boolean fits =
          switch (box) {
            case ANY -> true;
            case PRESENT -> regions.box().isPresent();
            case ABSENT -> regions.box().isEmpty();
          };
      if (!fits || unless.entrySet().stream().anyMatch(each -> regions.hasAny(each))) {
        return Optional.empty();
      }
      Optional<Found> first = Optional.empty();
      for (var entry : when.entrySet()) {
        for (Pattern pattern : entry.getValue()) {
          Optional<Found> found = regions.find(entry.getKey(), pattern);
          if (found.isEmpty()) {
            return Optional.empty();
          }
          first = first.or(() -> found);
        }
      }
      Optional<Found> more =
          detail.entrySet().stream()
              .flatMap(each -> each.getValue().stream().map(p -> regions.find(each.getKey(), p)))
              .flatMap(Optional::stream)
              .findFirst();
      return more.isPresent() ? more : first;
    }
  }

  /// What was found.
  ///
  /// @param line the line it stands in
  /// @param retry the seconds in its group `retry`
  record Found(String line, Optional<Duration> retry) {
    static Found of(String line, Matcher matcher) {
      Optional<Duration> retry =
          matcher.namedGroups().containsKey("retry")
              ? Optional.ofNullable(matcher.group("retry"))
                  .filter(seconds -> seconds.length() <= 9)
                  .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
              : Optional.empty();
      return new Found(line.strip(), retry);
    }
  }

  /// A part of the screen that the program itself draws.
  enum Region {
    /// The title of the terminal.
    TITLE,
    /// The lines right above the input box, up to a blank one.
    STATUS,
    /// The last three blocks of lines above the input box.
    END,
    /// The lines below the input box.
    FOOTER,
    /// The last twenty lines that are not blank.
    BOTTOM,
    /// The last line that is not blank.
    LAST
  }

  static ScreenFamily read(Fields fields) {
    fields.knowing(FIELDS);
    return new ScreenFamily(
        InputBox.read(fields.mapping("box")),
        fields.texts("hints").stream()
            .map(each -> Fields.pattern(fields.where() + ".hints", each))
            .toList(),
        fields.mappings("rules").stream().map(ScreenFamily::rule).toList());
  }

  private static Rule rule(Fields fields) {
    fields.knowing(RULE_FIELDS);
    if (!fields.has("state") || !fields.has("when")) {
      throw new IllegalArgumentException(fields.where() + ": a rule has a state and a when");
    }
    return new Rule(
        fields.choice("state", Reading.State.UNKNOWN),
        fields.choice("box", Presence.ANY),
        looks(fields.mapping("when")),
        looks(fields.mapping("unless")),
        looks(fields.mapping("detail")));
  }

  private static Map<Region, List<Pattern>> looks(Fields fields) {
    fields.knowing(REGIONS);
    Map<Region, List<Pattern>> looks = new EnumMap<>(Region.class);
    for (Region region : Region.values()) {
      String name = region.name().toLowerCase(Locale.ROOT);
      if (fields.has(name)) {
        List<String> texts =
            fields.values().get(name) instanceof String one ? List.of(one) : fields.texts(name);
        looks.put(
            region,
            texts.stream().map(each -> Fields.pattern(fields.where() + "." + name, each)).toList());
      }
    }
    return looks;
  }
}
