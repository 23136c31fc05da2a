package rowlock.merge;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import rowlock.board.Command;
import rowlock.git.CommitId;
import rowlock.git.Identity;
import rowlock.git.RefName;
import rowlock.git.Repository;
import rowlock.json.Json;
import rowlock.task.Evidence;

/// The proofs of merged work, kept in the repository itself: a commit without changes on top of the
/// merged one, whose message is the evidence.
///
/// Its ref is made in the same transaction that moves the integration branch. So a crash between
/// the merge and the journal leaves no doubt: the next process finds the proof and reports it,
/// instead of merging or checking again.
final class Proofs {
  private static final String PREFIX = "refs/rowlock/proof/";

  private final Repository repository;

  Proofs(Repository repository) {
    this.repository = repository;
  }

  static RefName ref(Command.Claim claim) {
    return new RefName(PREFIX + claim.task() + "/" + claim.fence());
  }

  /// The proof of a claim, if its work was merged.
  Optional<Evidence.Proof> find(Command.Claim claim) {
    return repository
        .refs()
        .at(ref(claim))
        .map(commit -> parse(repository.history().message(commit)));
  }

  /// Makes the commit that holds a proof; whoever moves the branch makes the ref.
  CommitId write(Evidence.Proof proof, CommitId merged, Instant when) {
    return repository
        .merging()
        .commit(
            repository.history().tree(merged),
            List.of(merged),
            "Proof\n\n" + Json.compact(values(proof)) + "\n",
            Identity.ROWLOCK,
            when);
  }

  private static Map<String, Object> values(Evidence.Proof proof) {
    List<Object> checks = new ArrayList<>();
    for (Evidence.CheckRun run : proof.checks()) {
      Map<String, Object> check = new LinkedHashMap<>();
      check.put("command", run.command());
      check.put("exit_code", (long) run.exitCode());
      check.put("took_ms", run.took().toMillis());
      check.put("log_sha256", run.logHash());
      checks.add(check);
    }
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("commit", proof.commit());
    values.put("merged", proof.merged());
    values.put("checks", checks);
    return values;
  }

  private static Evidence.Proof parse(String message) {
    Map<String, Object> values =
        Json.STANDARD.parseObject(message.substring(message.indexOf('{')).strip());
    List<Evidence.CheckRun> checks = new ArrayList<>();
    if (values.get("checks") instanceof List<?> runs) {
      for (Object run : runs) {
        if (run instanceof Map<?, ?> check) {
          checks.add(
              new Evidence.CheckRun(
                  String.valueOf(check.get("command")),
                  number(check.get("exit_code")).intValue(),
                  Duration.ofMillis(number(check.get("took_ms")).longValue()),
                  String.valueOf(check.get("log_sha256"))));
        }
      }
    }
    return new Evidence.Proof(
        String.valueOf(values.get("commit")), String.valueOf(values.get("merged")), checks);
  }

  private static Number number(@Nullable Object value) {
    if (value instanceof Number number) {
      return number;
    }
    throw new IllegalStateException("a proof in the repository is not as rowlock writes it");
  }
}
