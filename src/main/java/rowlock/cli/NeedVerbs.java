package rowlock.cli;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import rowlock.budget.Allowance;
import rowlock.budget.Measure;
import rowlock.console.Page;
import rowlock.console.Shade;
import rowlock.console.Table;
import rowlock.console.Table.Cell;
import rowlock.console.View;
import rowlock.need.Choice;
import rowlock.need.NeedKind;
import rowlock.operation.BudgetOperations;
import rowlock.operation.NeedOperations;
import rowlock.operation.NeedOperations.Which;
import rowlock.operation.Outcome;

/// Commands about what waits for a person, and what may be spent in their name.
final class NeedVerbs {
  private static final int MICROS_DIGITS = 6;

  private NeedVerbs() {}

  static List<Verb> all() {
    return List.of(needs(), answer(), budget());
  }

  private static Verb needs() {
    return Verb.named("needs", "Shows what waits for you, first what holds up most.")
        .mayTake("ID", "one of them, with everything needed to decide")
        .option("--kind", "KIND", "permission, question, limit, merge, login or stuck")
        .flag("--all", "also those that were settled last")
        .example("rowlock needs")
        .example("rowlock needs n3")
        .does(NeedVerbs::doNeeds)
        .shows((view, page) -> {
          if (view.has("needs")) {
            showNeeds(view, page);
          } else {
            showNeed(view, page);
          }
        });
  }

  private static Outcome doNeeds(Call call) {
    NeedOperations needs = new NeedOperations(call.desk());
    Optional<String> id = call.optional("ID");
    Optional<NeedKind> kind = call.choice("--kind", NeedKind.class);
    Which which = call.has("--all") ? Which.ALL : Which.OPEN;
    return id.map(needs::show)
        .or(() -> kind.map(one -> needs.list(which, one)))
        .orElseGet(() -> needs.list(which));
  }

  private static void showNeeds(View view, Page page) {
    if (view.objects("needs").isEmpty()) {
      page.say(Shade.DIM, "nothing waits for you");
      return;
    }
    Table table = new Table("ID", "KIND", "AGENT", "TASK", "BLOCKS", "SINCE", "ABOUT", "ANSWER");
    for (View need : view.objects("needs")) {
      table.row(
          Cell.text(need.text("need")),
          Cell.text(need.text("kind")),
          Cell.text(need.text("agent")),
          Cell.text(need.text("task")),
          need.has("blocks") ? Cell.number(need.number("blocks")) : Cell.text(""),
          Cell.shaded(Shade.DIM, need.text("raised_at")),
          Cell.text(need.text("title")),
          Cell.text(ending(need)));
    }
    page.table(table);
  }

  private static String ending(View need) {
    return need.has("answer")
        ? need.text("answer").lines().findFirst().orElse("")
        : need.text("withdrawn");
  }

  private static void showNeed(View need, Page page) {
    page.say(
        Shade.BOLD,
        "%s  %s%s%s"
            .formatted(
                need.text("need"),
                need.text("kind"),
                need.has("agent") ? " of " + need.text("agent") : "",
                need.has("task") ? " on " + need.text("task") : ""));
    page.say(need.text("title"));
    if (!need.text("detail").isEmpty()) {
      page.say(need.text("detail"));
    }
    if (need.isTrue("open")) {
      page.say(
          Shade.DIM,
          "open since %s, tasks that wait for it: %d%s"
              .formatted(
                  need.text("raised_at"),
                  need.number("blocks"),
                  need.texts("choices").isEmpty() ? "" : "; answers: " + need.joined("choices")));
    } else {
      page.say(Shade.DIM, settled(need));
    }
  }

  private static String settled(View need) {
    return need.has("answer")
        ? "answered by %s at %s: %s"
            .formatted(need.text("answered_by"), need.text("settled_at"), need.text("answer"))
        : "waits no more since %s: %s".formatted(need.text("settled_at"), need.text("withdrawn"));
  }

  private static Verb answer() {
    return Verb.named("answer", "Answers what waits for you; an answer is final.")
        .says("Anything but `allow` and `deny` is an answer in words.")
        .takes("ID", "the need, as `rowlock needs` shows it")
        .takes("ANSWER", "`allow`, `deny` or a text")
        .changes()
        .example("rowlock answer n3 allow")
        .example("rowlock answer n4 'Use the old schema.'")
        .does(call ->
            new NeedOperations(call.desk())
                .answer(call.text("ID"), Choice.of(call.text("ANSWER")), call.operator()))
        .shows((view, page) -> page.say(view.text("need") + " is answered"));
  }

  private static Verb budget() {
    return Verb.named("budget", "Shows what runs may spend and have spent, or changes it.")
        .says("With an option the run may spend that from now on; the rest stays as it is.")
        .mayTake("RUN", "one run")
        .option("--usd", "AMOUNT", "how much money it may spend, in US dollars: 12.50")
        .option("--tokens", "N", "how many tokens it may spend")
        .option("--minutes", "N", "how long from now it may begin new attempts")
        .flag("--unlimited", "takes the limits off that no other option gives")
        .changes()
        .example("rowlock budget")
        .example("rowlock budget night --usd 20")
        .does(NeedVerbs::doBudget)
        .shows((view, page) -> {
          if (view.has("runs")) {
            showBudgets(view, page);
          } else {
            showBudget(view, page);
          }
        });
  }

  private static Outcome doBudget(Call call) {
    BudgetOperations budgets = new BudgetOperations(call.desk());
    boolean changes =
        List.of("--usd", "--tokens", "--minutes", "--unlimited").stream().anyMatch(call::has);
    Optional<String> run = call.optional("RUN");
    if (run.isEmpty()) {
      return changes
          ? Outcome.input("RUN: is missing", "say which run may spend that")
          : budgets.list();
    }
    Optional<Allowance> before = budgets.allowance(run.get());
    if (!changes || before.isEmpty()) {
      return budgets.show(run.get());
    }
    Allowance rest = call.has("--unlimited") ? Allowance.UNLIMITED : before.get();
    Allowance wanted =
        new Allowance(
            call.optional("--usd").map(usd -> micros("usd", usd)).or(rest::usdMicros),
            count(call, "--tokens").or(rest::tokens),
            count(call, "--minutes").map(minutes -> later(call, minutes)).or(rest::until));
    return budgets.allow(run.get(), wanted, call.operator());
  }

  private static Instant later(Call call, long minutes) {
    return call.desk().now().plus(Duration.ofMinutes(minutes));
  }

  private static Optional<Long> count(Call call, String option) {
    return call.has(option) ? Optional.of(call.number(option)) : Optional.empty();
  }

  /// An amount of US dollars in millionths.
  static long micros(String field, String usd) {
    if (!usd.matches("\\d{1,7}(\\.\\d{1," + MICROS_DIGITS + "})?")) {
      throw new IllegalArgumentException(field + ": an amount like 12.50 is wanted here");
    }
    return new BigDecimal(usd).movePointRight(MICROS_DIGITS).longValueExact();
  }

  private static void showBudgets(View view, Page page) {
    if (view.objects("runs").isEmpty()) {
      page.say(Shade.DIM, "no runs yet");
    } else {
      Table table = new Table("RUN", "SPENT", "RESERVED", "MAY SPEND", "UNTIL");
      view.objects("runs").forEach(run -> table.row(row(run)));
      page.table(table);
    }
    for (View parked : view.objects("parked")) {
      page.say(
          "account %s waits until %s: %s"
              .formatted(parked.text("account"), parked.text("until"), parked.text("reason")));
    }
  }

  private static Cell[] row(View run) {
    View allowance = run.object("allowance");
    View spent = run.object("spent");
    return new Cell[] {
      Cell.text(run.text("run")),
      Cell.text(spent(spent)),
      Cell.text(amount(spent, "usd_micros_reserved", "tokens_reserved")),
      Cell.text(amount(allowance, "usd_micros", "tokens")),
      Cell.shaded(Shade.DIM, allowance.text("until"))
    };
  }

  private static void showBudget(View run, Page page) {
    Table table = new Table("RUN", "SPENT", "RESERVED", "MAY SPEND", "UNTIL");
    table.row(row(run));
    page.table(table);
    if (run.objects("tasks").isEmpty()) {
      return;
    }
    page.gap();
    Table tasks = new Table("TASK", "SPENT", "RESERVED", "ATTEMPTS");
    for (View task : run.objects("tasks")) {
      tasks.row(
          Cell.text(task.text("task")),
          Cell.text(spent(task)),
          Cell.text(amount(task, "usd_micros_reserved", "tokens_reserved")),
          Cell.number(task.number("attempts_open") + task.number("attempts_closed")));
    }
    page.table(tasks);
  }

  /// What is known, and how many attempts it lacks.
  static String spent(View spent) {
    String known = amount(spent, "usd_micros", "tokens");
    long unknown =
        Math.max(spent.number("usd_unknown_attempts"), spent.number("tokens_unknown_attempts"));
    return (known.isEmpty() ? "unknown" : known)
        + (unknown == 0 ? "" : " (and %d attempts without a figure)".formatted(unknown));
  }

  static String amount(View view, String usd, String tokens) {
    String money = view.has(usd) ? Measure.USD.words(view.number(usd)) : "";
    String count = view.has(tokens) ? Measure.TOKENS.words(view.number(tokens)) : "";
    return money + (money.isEmpty() || count.isEmpty() ? "" : ", ") + count;
  }
}
