package rowlock.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import rowlock.board.Command;
import rowlock.json.Json;
import rowlock.process.Job;
import rowlock.task.AgentId;
import rowlock.task.TaskId;

/// The private folder of one agent that lives in a terminal: what it was started with, and what the
/// next process must know to go on with it.
///
/// @param folder the folder
/// @param agent whose it is
record Residence(Path folder, AgentId agent) {
  /// How many starts of an agent are told apart.
  static final int MAX_STARTS = 100_000;

  static Residence of(Path agents, AgentId agent) {
    return new Residence(agents.resolve(agent.value()), agent);
  }

  /// What must outlive this process.
  ///
  /// @param kind the agent's kind
  /// @param starts how often it was started
  /// @param session the name of its newest session, where it is known
  /// @param prepared the claim its place was made for last
  record Stay(String kind, int starts, Optional<String> session, Optional<Command.Claim> prepared) {
    Stay {
      if (starts < 0 || starts > MAX_STARTS) {
        throw new IllegalArgumentException("starts: 0 to " + MAX_STARTS + ", not " + starts);
      }
    }

    static Stay first(String kind) {
      return new Stay(kind, 0, Optional.empty(), Optional.empty());
    }

    /// What the next of its name must know: only which folders are taken.
    static Stay after(Stay gone) {
      return new Stay(gone.kind(), gone.starts(), Optional.empty(), Optional.empty());
    }

    Stay started() {
      return new Stay(kind, starts + 1, session, prepared);
    }

    Stay in(Optional<String> other) {
      return new Stay(kind, starts, other, prepared);
    }

    Stay preparedFor(Command.Claim claim) {
      return new Stay(kind, starts, session, Optional.of(claim));
    }
  }

  /// What is known of the agent; nothing if it never lived here.
  Optional<Stay> stay() {
    try {
      return Files.exists(file())
          ? Optional.of(decode(Json.STANDARD.parseObject(Files.readAllBytes(file()))))
          : Optional.empty();
    } catch (IOException broken) {
      throw new UncheckedIOException("cannot read " + file(), broken);
    }
  }

  void remember(Stay stay) {
    try {
      make();
      Path next = folder.resolve("stay.json.new");
      Files.writeString(next, Json.compact(encode(stay)));
      Files.move(next, file(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException broken) {
      throw new UncheckedIOException("cannot write " + file(), broken);
    }
  }

  /// Remembers the name of its newest session, if it told one.
  void rememberSession(String name) {
    Optional<String> session = Optional.of(name).filter(known -> !known.isEmpty());
    stay()
        .filter(stay -> session.isPresent() && !stay.session().equals(session))
        .ifPresent(stay -> remember(stay.in(session)));
  }

  /// Begins with a new session next time.
  void forgetSession() {
    stay().ifPresent(stay -> remember(stay.in(Optional.empty())));
  }

  /// The folder of its settings and memory, the same for all starts: a session can only be gone on
  /// with where it was.
  Path home() {
    return folder.resolve("home");
  }

  /// The folder of one start.
  Path start(int number) {
    return folder.resolve("start-" + number);
  }

  /// The job of one start.
  Job job(int number) {
    return Job.at(start(number).resolve("job"));
  }

  /// Makes the folder, for its user only.
  void make() throws IOException {
    Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }

  private Path file() {
    return folder.resolve("stay.json");
  }

  private static Map<String, Object> encode(Stay stay) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("kind", stay.kind());
    members.put("starts", stay.starts());
    stay.session().ifPresent(session -> members.put("session", session));
    stay.prepared()
        .ifPresent(claim -> {
          members.put("task", claim.task().value());
          members.put("fence", claim.fence());
        });
    return members;
  }

  private Stay decode(Map<String, Object> members) {
    Optional<Command.Claim> prepared =
        members.get("task") instanceof String task && members.get("fence") instanceof Number fence
            ? Optional.of(new Command.Claim(agent, new TaskId(task), fence.longValue()))
            : Optional.empty();
    return new Stay(
        String.valueOf(members.get("kind")),
        members.get("starts") instanceof Number starts ? starts.intValue() : 0,
        Optional.ofNullable((String) members.get("session")),
        prepared);
  }
}
