package rowlock.journal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import rowlock.board.Contents;
import rowlock.board.Contents.Answered;
import rowlock.board.Group;
import rowlock.board.Letter;
import rowlock.board.Run;
import rowlock.board.Setting;
import rowlock.budget.Allowance;
import rowlock.budget.Budgets;
import rowlock.budget.Parked;
import rowlock.budget.Reservation;
import rowlock.budget.Tally;
import rowlock.json.JsonReader;
import rowlock.json.JsonWriter;
import rowlock.need.Need;
import rowlock.need.Needs;
import rowlock.task.AgentId;
import rowlock.task.Task;
import rowlock.task.TaskId;
import rowlock.team.Agent;
import rowlock.team.Discovery;
import rowlock.team.Observation;

/// Everything a board holds as one long JSON object, written and read piece by piece.
final class ContentsJson {
  private ContentsJson() {}

  static void write(Contents contents, JsonWriter writer) {
    Form out = new Form(writer);
    writer.beginObject();
    out.number("position", contents.position()).time("at", contents.at());
    writeTasks(contents.tasks(), out);
    out.objects("agents", contents.team().agents(), TeamJson::writeAgent)
        .objects(
            "observations", contents.team().observations().entrySet(), ContentsJson::writeSeen);
    out.objects("letters", contents.mail().letters(), MailJson::writeLetter)
        .objects("discoveries", contents.mail().discoveries(), MailJson::writeDiscovery)
        .number("last_message", contents.mail().lastMessage())
        .number("last_discovery", contents.mail().lastDiscovery());
    writeOperator(contents.operator(), out);
    writeLedger(contents.ledger(), out);
    writer.endObject();
  }

  static Contents read(JsonReader reader) {
    return new Reading().read(reader);
  }

  private static void writeTasks(Contents.OfTasks tasks, Form out) {
    out.objects("tasks", tasks.tasks(), TaskJson::write)
        .texts("archived", tasks.archived(), TaskId::value)
        .texts("abandoned", tasks.abandoned(), TaskId::value)
        .objects("groups", tasks.groups(), ContentsJson::writeGroup)
        .number("last_number", tasks.lastNumber());
  }

  private static void writeOperator(Contents.OfOperator operator, Form out) {
    Budgets.Contents budgets = operator.budgets();
    out.objects("needs", operator.needs().needs(), NeedJson::write)
        .number("last_need", operator.needs().last())
        .objects("allowances", budgets.allowances().entrySet(), BudgetJson::writeAllowanceOf)
        .objects("reservations", budgets.reservations(), BudgetJson::writeReservation)
        .number("last_reservation", budgets.lastReservation())
        .objects("tallies", budgets.tallies(), BudgetJson::writeTally)
        .objects("parked", budgets.parked(), BudgetJson::writeParked);
  }

  private static void writeLedger(Contents.OfLedger ledger, Form out) {
    out.textIfAny("goal", ledger.goal())
        .textIfAny("master_plan", ledger.masterPlan())
        .objects("settings", ledger.settings().entrySet(), ContentsJson::writeSetting)
        .objects("requests", ledger.requests(), ContentsJson::writeRequest)
        .objects("runs", ledger.runs(), RunJson::write)
        .time("grace_until", ledger.graceUntil())
        .number("fence_base", ledger.fenceBase());
  }

  private static void writeGroup(Group group, Form out) {
    out.text("id", group.id())
        .textIfAny("title", group.title())
        .text("barrier", group.barrier().map(TaskId::value));
  }

  private static Group group(Fields in) {
    return new Group(
        in.text("id"), in.textOrEmpty("title"), in.maybeText("barrier").map(TaskId::new));
  }

  private static void writeSeen(Map.Entry<AgentId, Observation> seen, Form out) {
    out.text("agent", seen.getKey().value());
    TeamJson.writeObservation(seen.getValue(), out);
  }

  private static void writeSetting(Map.Entry<Setting, String> setting, Form out) {
    out.text("setting", Words.SETTINGS.of(setting.getKey())).text("value", setting.getValue());
  }

  private static void writeRequest(Answered request, Form out) {
    out.text("key", request.key())
        .text("fingerprint", request.fingerprint())
        .object("answer", request.answer(), AnswerJson::write);
  }

  private static Answered request(Fields in) {
    return new Answered(
        in.text("key"), in.text("fingerprint"), AnswerJson.read(in.object("answer")));
  }

  /// What was read so far.
  private static final class Reading {
    private final List<Task> tasks = new ArrayList<>();
    private final List<TaskId> archived = new ArrayList<>();
    private final List<TaskId> abandoned = new ArrayList<>();
    private final List<Group> groups = new ArrayList<>();
    private final List<Agent> agents = new ArrayList<>();
    private final SortedMap<AgentId, Observation> observations = new TreeMap<>();
    private final List<Letter> letters = new ArrayList<>();
    private final List<Discovery> discoveries = new ArrayList<>();
    private final List<Need> needs = new ArrayList<>();
    private final SortedMap<String, Allowance> allowances = new TreeMap<>();
    private final List<Reservation> reservations = new ArrayList<>();
    private final List<Tally> tallies = new ArrayList<>();
    private final List<Parked> parked = new ArrayList<>();
    private final SortedMap<Setting, String> settings = new TreeMap<>();
    private final List<Answered> requests = new ArrayList<>();
    private final List<Run> runs = new ArrayList<>();
    private final Map<String, Object> single = new HashMap<>();

    Contents read(JsonReader reader) {
      reader.enterObject();
      Optional<String> name = reader.nextMember();
      while (name.isPresent()) {
        member(name.get(), reader);
        name = reader.nextMember();
      }
      reader.end();
      return contents(new Fields(single));
    }

    private void member(String name, JsonReader reader) {
      switch (name) {
        case "tasks" -> each(reader, TaskJson::read, tasks);
        case "archived" -> ids(reader, archived);
        case "abandoned" -> ids(reader, abandoned);
        case "groups" -> each(reader, ContentsJson::group, groups);
        case "agents" -> each(reader, TeamJson::agent, agents);
        case "observations" -> each(reader, this::observe, new ArrayList<>());
        case "letters" -> each(reader, MailJson::letter, letters);
        case "discoveries" -> each(reader, MailJson::discovery, discoveries);
        case "needs" -> each(reader, NeedJson::read, needs);
        case "allowances" -> each(reader, this::allow, new ArrayList<>());
        case "reservations" -> each(reader, BudgetJson::reservation, reservations);
        case "tallies" -> each(reader, BudgetJson::tally, tallies);
        case "parked" -> each(reader, BudgetJson::parked, parked);
        case "settings" -> each(reader, this::set, new ArrayList<>());
        case "requests" -> each(reader, ContentsJson::request, requests);
        case "runs" -> each(reader, RunJson::read, runs);
        default -> single.put(name, reader.value());
      }
    }

    private Contents contents(Fields in) {
      Instant at = in.time("at");
      return new Contents(
          in.number("position"),
          at,
          new Contents.OfTasks(tasks, archived, abandoned, groups, in.number("last_number")),
          new Contents.OfTeam(agents, observations),
          new Contents.OfMail(
              letters, discoveries, in.number("last_message"), in.number("last_discovery")),
          operator(in),
          new Contents.OfLedger(
              in.textOrEmpty("goal"),
              in.textOrEmpty("master_plan"),
              settings,
              requests,
              runs,
              in.maybeTime("grace_until"),
              in.number("fence_base")));
    }

    /// A snapshot of an older rowlock has nothing of it.
    private Contents.OfOperator operator(Fields in) {
      return new Contents.OfOperator(
          new Needs.Contents(needs, in.numberOrZero("last_need")),
          new Budgets.Contents(
              allowances, reservations, in.numberOrZero("last_reservation"), tallies, parked));
    }

    private Allowance allow(Fields in) {
      Allowance allowance = BudgetJson.allowance(in);
      allowances.put(in.text("run"), allowance);
      return allowance;
    }

    private Observation observe(Fields in) {
      Observation seen = TeamJson.observation(in);
      observations.put(new AgentId(in.text("agent")), seen);
      return seen;
    }

    private String set(Fields in) {
      settings.put(Words.SETTINGS.named(in.text("setting")), in.text("value"));
      return in.text("value");
    }

    private static void ids(JsonReader reader, List<TaskId> into) {
      reader.enterArray();
      while (reader.nextElement()) {
        into.add(new TaskId(reader.value().toString()));
      }
    }

    private static <T> void each(
        JsonReader reader, Function<Fields, ? extends T> read, Collection<T> into) {
      reader.enterArray();
      while (reader.nextElement()) {
        if (!(reader.value() instanceof Map<?, ?> element)) {
          throw new IllegalArgumentException("an object is wanted here");
        }
        into.add(read.apply(new Fields(element)));
      }
    }
  }
}
