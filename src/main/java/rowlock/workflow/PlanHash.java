package rowlock.workflow;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Optional;
import rowlock.board.Group;
import rowlock.task.Description;
import rowlock.task.Links;
import rowlock.task.TaskId;
import rowlock.task.TaskSpec;
import rowlock.task.Terms;
import rowlock.task.Work;

/// The canonical encoding of a plan's meaning: every text with its length and every list with its
/// count, so that no two plans share an encoding.
final class PlanHash {
  private static final String VERSION = "rowlock-plan-1";

  private final MessageDigest digest;

  private PlanHash() {
    try {
      this.digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("every JDK has SHA-256", impossible);
    }
  }

  static String of(Plan plan) {
    PlanHash hash = new PlanHash();
    hash.text(VERSION);
    hash.text(plan.goal());
    hash.text(plan.masterPlan());
    hash.count(plan.tasks().size());
    plan.tasks().stream()
        .sorted(Comparator.comparing(PlannedTask::id))
        .forEach(task -> {
          hash.text(task.id().value());
          hash.spec(task.spec());
        });
    hash.count(plan.groups().size());
    plan.groups().stream().sorted(Comparator.comparing(Group::id)).forEach(hash::group);
    return HexFormat.of().formatHex(hash.digest.digest());
  }

  private void group(Group group) {
    text(group.id());
    text(group.title());
    optional(group.barrier().map(TaskId::value));
  }

  private void spec(TaskSpec spec) {
    Description description = spec.description();
    text(description.title());
    text(description.details());
    texts(description.files());
    text(description.hints());
    texts(description.tags());
    Links links = spec.links();
    texts(links.dependencies().stream().map(TaskId::value).sorted().toList());
    text(links.onFailedDependency().name());
    optional(links.parent().map(TaskId::value));
    optional(links.group());
    texts(spec.requirement().capabilities());
    optional(spec.requirement().assignee());
    Work work = spec.work();
    texts(work.scope());
    texts(work.checks());
    optional(work.script());
    Terms terms = spec.terms();
    count(terms.priority().level());
    count(terms.retry().maxRetries());
    text(terms.retry().firstWait().toString());
    text(terms.timeout().toString());
  }

  private void texts(Collection<String> texts) {
    count(texts.size());
    texts.forEach(this::text);
  }

  private void optional(Optional<String> text) {
    texts(text.stream().toList());
  }

  private void text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    count(bytes.length);
    digest.update(bytes);
  }

  private void count(int number) {
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(number).flip());
  }
}
