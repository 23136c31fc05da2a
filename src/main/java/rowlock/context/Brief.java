package rowlock.context;

import java.util.ArrayList;
import java.util.List;
import rowlock.task.Attempt;
import rowlock.task.Description;
import rowlock.task.Task;
import rowlock.team.Discovery;

/// What an agent is told about its task, as Markdown.
///
/// What must not be missing (title, claim, rules, how to hand in) is always whole. Of the room that
/// is left, every other part has a share that nothing can take from it; what one does not need goes
/// to the others in this order: description, earlier attempts, checks, scope, hints, files, results
/// of dependencies, discoveries.
///
/// @param text the brief, at most as long as the budget
/// @param shortened what was left out, one note for each shortened part, as they stand in the text
public record Brief(String text, List<String> shortened) {
  /// The smallest budget, in characters.
  public static final int MIN_CHARACTERS = 8_000;

  /// A budget that suits most tasks, in characters: about 6,000 tokens.
  public static final int USUAL_CHARACTERS = 24_000;

  public Brief {
    shortened = List.copyOf(shortened);
  }

  /// A brief of at most so many characters.
  ///
  /// @throws IllegalArgumentException if the budget is below [#MIN_CHARACTERS]
  public static Brief of(BriefMaterial material, int maxCharacters) {
    if (maxCharacters < MIN_CHARACTERS) {
      throw new IllegalArgumentException(
          "budget: at least " + MIN_CHARACTERS + " characters, not " + maxCharacters);
    }
    String head = head(material);
    String rules = Rules.of(material);
    List<Part> parts = parts(material);
    int[] rooms = rooms(parts, maxCharacters - head.length() - rules.length());
    StringBuilder text = new StringBuilder(head);
    List<String> notes = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      Part.Shown shown = parts.get(i).within(rooms[i]);
      text.append(shown.text());
      if (!shown.note().isEmpty()) {
        notes.add(shown.note());
      }
    }
    return new Brief(text.append(rules).toString(), notes);
  }

  /// How many characters each part may take.
  private static int[] rooms(List<Part> parts, int room) {
    int[] wanted = parts.stream().mapToInt(Part::length).toArray();
    int[] rooms = new int[wanted.length];
    int left = room;
    for (int i = 0; i < rooms.length; i++) {
      rooms[i] = Math.min(wanted[i], room * parts.get(i).share() / 100);
      left -= rooms[i];
    }
    for (int i = 0; i < rooms.length; i++) {
      int more = Math.min(left, wanted[i] - rooms[i]);
      rooms[i] += more;
      left -= more;
    }
    return rooms;
  }

  private static String head(BriefMaterial material) {
    Task task = material.task();
    StringBuilder head = new StringBuilder();
    head.append("# Task ").append(task.id()).append(": ");
    head.append(Quotation.inline(task.spec().description().title())).append("\n\n");
    if (!material.goal().isBlank()) {
      head.append("It is part of: ").append(Quotation.inline(material.goal())).append("\n\n");
    }
    return head.toString();
  }

  /// The parts that may be shortened, in the order of their importance, which is also how they
  /// stand in the brief. Their shares add up to 100.
  private static List<Part> parts(BriefMaterial material) {
    Description description = material.task().spec().description();
    return List.of(
        new Part("What to do", "description", 35, words(description.details())),
        new Part("Earlier attempts, latest first", "attempts", 20, attempts(material.task())),
        new Part(
            "Checks that must pass", "checks", 10, bullets(material.task().spec().work().checks())),
        new Part(
            "Scope: the only paths to change",
            "patterns",
            5,
            bullets(material.task().spec().work().scope())),
        new Part("Hints", "hints", 8, words(description.hints())),
        new Part("Read first", "files", 5, bullets(description.files())),
        new Part("Results this task builds on", "results", 10, results(material.results())),
        new Part("Discoveries of others", "discoveries", 7, discoveries(material.discoveries())));
  }

  private static List<Item> words(String text) {
    return text.isBlank() ? List.of() : List.of(new Item.Own(text));
  }

  private static List<Item> bullets(List<String> texts) {
    return texts.stream().<Item>map(Item.Bullet::new).toList();
  }

  private static List<Item> attempts(Task task) {
    List<Item> items = new ArrayList<>();
    for (Attempt attempt : task.attempts().reversed()) {
      String lead =
          "An attempt of agent %s ended at %s without success, because"
              .formatted(attempt.agent(), attempt.endedAt());
      items.add(new Item.Quoted(lead, attempt.reason()));
    }
    return items;
  }

  private static List<Item> results(List<BriefMaterial.Result> results) {
    List<Item> items = new ArrayList<>();
    for (BriefMaterial.Result result : results) {
      String lead =
          "Task %s (%s) is %s"
              .formatted(result.task(), Quotation.inline(result.title()), result.status().label());
      String author = result.author().map(agent -> "agent " + agent).orElse("its agent");
      items.add(
          new Item.Quoted(
              result.output().isBlank() ? lead : lead + "; " + author + " says", result.output()));
    }
    return items;
  }

  private static List<Item> discoveries(List<Discovery> discoveries) {
    List<Item> items = new ArrayList<>();
    for (Discovery found : discoveries) {
      String task = found.task().map(id -> " in task " + id).orElse("");
      String tags = found.tags().isEmpty() ? "" : " [" + String.join(", ", found.tags()) + "]";
      items.add(new Item.Quoted("Agent " + found.author() + " found" + task + tags, found.text()));
    }
    return items;
  }
}
