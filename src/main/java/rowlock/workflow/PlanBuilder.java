package rowlock.workflow;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import rowlock.board.Group;
import rowlock.task.Name;
import rowlock.task.TaskId;
import rowlock.task.TaskSpec;
import rowlock.task.Text;
import rowlock.task.Work;

/// Makes a plan of a file's values. With problems found, the plan it makes is of no use.
final class PlanBuilder {
  private final Problems problems;

  PlanBuilder(Problems problems) {
    this.problems = problems;
  }

  Plan build(Source root) {
    if (!(root instanceof Source.Mapping mapping)) {
      throw new Unparsable(
          root.place(), "a plan is a mapping with goal and tasks, not " + root.kind());
    }
    Fields fields = Fields.of("", mapping, Vocabulary.PLAN, problems);
    List<Fields> given = taskFields(fields, defaults(fields));
    List<PlannedTask> tasks = tasks(given, planChecks(fields));
    Set<String> names = names(given, tasks);
    Plan plan =
        new Plan(
            fields.value("goal", text -> Text.line("goal", text.strip())).orElse(""),
            fields.value("master_plan", text -> Text.body("master_plan", text.strip())).orElse(""),
            tasks,
            groups(fields, tasks, names));
    new LinkCheck(plan, given, names, problems).run();
    return plan;
  }

  private Fields defaults(Fields plan) {
    Optional<Source> given = plan.source("defaults");
    if (given.isEmpty()) {
      return Fields.none("defaults", plan.place(), problems);
    }
    if (!(given.get() instanceof Source.Mapping mapping)) {
      plan.refuse("defaults", "must be a mapping of task fields, not " + given.get().kind());
      return Fields.none("defaults", given.get().place(), problems);
    }
    Fields defaults = Fields.of("defaults", mapping, Vocabulary.DEFAULTS, problems);
    // Read for the sake of its problems, which would go unseen if every task said otherwise.
    TaskReader reader = new TaskReader(defaults);
    reader.spec();
    reader.estimate();
    return defaults;
  }

  private List<Fields> taskFields(Fields plan, Fields defaults) {
    List<Source> entries = listing(plan, "tasks");
    Optional<Source> given = plan.source("tasks");
    if (entries.isEmpty() && given.filter(tasks -> !(tasks instanceof Source.Listing)).isEmpty()) {
      plan.refuse("tasks", "a plan needs at least one task");
    }
    if (entries.size() > PlanReader.MAX_TASKS) {
      throw new Unparsable(
          entries.get(PlanReader.MAX_TASKS).place(),
          "at most " + PlanReader.MAX_TASKS + " tasks in one plan, not " + entries.size());
    }
    List<Fields> fields = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      mapping("tasks[" + i + "]", entries.get(i), Vocabulary.TASK)
          .ifPresent(task -> fields.add(task.orElse(defaults)));
    }
    return fields;
  }

  private List<PlannedTask> tasks(List<Fields> given, List<String> planChecks) {
    List<PlannedTask> tasks = new ArrayList<>();
    Set<TaskId> parents = new HashSet<>();
    for (Fields fields : given) {
      TaskReader reader = new TaskReader(fields);
      reader.requireWords();
      // An id that is no good was reported; the task goes on under the name of its position.
      TaskId id =
          fields.value("id", TaskId::new).orElseGet(() -> new TaskId("t" + (tasks.size() + 1)));
      TaskSpec spec = reader.spec();
      spec.links().parent().ifPresent(parents::add);
      tasks.add(new PlannedTask(id, spec, reader.estimate(), fields.place().line()));
    }
    return tasks.stream()
        .map(task -> parents.contains(task.id()) ? task : withChecks(task, planChecks))
        .toList();
  }

  /// What a task may be called by others, including names that were refused where they are given:
  /// one bad name is one problem.
  private static Set<String> names(List<Fields> given, List<PlannedTask> tasks) {
    Set<String> names = new HashSet<>();
    tasks.forEach(task -> names.add(task.id().value()));
    given.forEach(fields -> fields.entries("id").forEach(entry -> names.add(entry.text())));
    return names;
  }

  private List<String> planChecks(Fields plan) {
    return plan.values("checks", TaskReader::check);
  }

  private static PlannedTask withChecks(PlannedTask task, List<String> more) {
    Work work = task.spec().work();
    List<String> all = new ArrayList<>(new LinkedHashSet<>(work.checks()));
    more.stream().filter(check -> !all.contains(check)).forEach(all::add);
    Work proved = new Work(work.scope(), all, work.script());
    return new PlannedTask(task.id(), task.spec().with(proved), task.estimate(), task.line());
  }

  private List<Group> groups(Fields plan, List<PlannedTask> tasks, Set<String> taskNames) {
    if (plan.source("groups").isEmpty()) {
      return tasks.stream()
          .flatMap(task -> task.spec().links().group().stream())
          .distinct()
          .map(name -> new Group(name, name, Optional.empty()))
          .toList();
    }
    List<Group> groups = new ArrayList<>();
    Set<String> names = new HashSet<>();
    List<Source> entries = listing(plan, "groups");
    for (int i = 0; i < entries.size(); i++) {
      Optional<Fields> fields = mapping("groups[" + i + "]", entries.get(i), Vocabulary.GROUP);
      fields
          .flatMap(of -> group(of, taskNames))
          .ifPresent(group -> {
            if (!names.add(group.id())) {
              fields.orElseThrow().refuse("id", "there is another group " + Text.quote(group.id()));
            }
            groups.add(group);
          });
    }
    return groups;
  }

  private Optional<Group> group(Fields fields, Set<String> taskNames) {
    if (fields.entries("id").isEmpty()) {
      fields.refuse("id", "a group needs an id");
    }
    Optional<String> title = fields.value("title", text -> Text.line("title", text.strip()));
    Optional<TaskId> barrier = fields.value("barrier", text -> taskNamed(text, taskNames));
    return fields
        .value("id", text -> Name.require("group", text))
        .map(id -> new Group(id, title.orElse(id), barrier));
  }

  private static TaskId taskNamed(String text, Set<String> taskNames) {
    if (!taskNames.contains(text)) {
      throw new IllegalArgumentException("no task " + Text.quote(text) + " in this plan");
    }
    return new TaskId(text);
  }

  private Optional<Fields> mapping(String path, Source source, Vocabulary known) {
    if (source instanceof Source.Mapping mapping) {
      return Optional.of(Fields.of(path, mapping, known, problems));
    }
    problems.add(source.place(), path, "must be a mapping of fields, not " + source.kind());
    return Optional.empty();
  }

  private List<Source> listing(Fields fields, String field) {
    Optional<Source> source = fields.source(field);
    if (source.isEmpty()) {
      return List.of();
    }
    if (source.get() instanceof Source.Listing listing) {
      return listing.entries();
    }
    fields.refuse(field, "must be a list, not " + source.get().kind());
    return List.of();
  }
}
