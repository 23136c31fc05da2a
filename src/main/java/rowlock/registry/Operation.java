package rowlock.registry;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import rowlock.operation.Outcome;
import rowlock.registry.Right.Audience;
import rowlock.registry.Right.Effect;
import rowlock.task.Name;
import rowlock.task.Text;
import rowlock.team.Permission;

/// One thing that can be asked of rowlock by name.
///
/// @param name in every interface: `claim_task`
/// @param summary what it does, in a sentence or two
/// @param right who may call it
/// @param parameters what it takes
/// @param returns what it answers when it was done
/// @param handler what carries it out
public record Operation(
    String name,
    String summary,
    Right right,
    List<Parameter> parameters,
    List<Member> returns,
    Handler handler) {

  /// What carries an operation out.
  @FunctionalInterface
  public interface Handler {
    /// Does what was asked and says what became of it.
    ///
    /// @throws IllegalArgumentException if what was asked cannot be meant
    /// @throws InterruptedException if the caller gave up waiting
    Outcome handle(Invocation call) throws InterruptedException;
  }

  public Operation {
    Name.require("operation", name);
    Text.line("summary", summary);
    parameters = List.copyOf(parameters);
    returns = List.copyOf(returns);
    Set<String> names = new HashSet<>();
    for (Parameter parameter : parameters) {
      if (!names.add(parameter.name())) {
        throw new IllegalArgumentException(name + " takes " + parameter.name() + " twice");
      }
    }
  }

  /// An operation that changes nothing, for everybody who has a token.
  static Outline reads(String name, String summary) {
    return new Outline(name, summary, Optional.empty(), Effect.READS);
  }

  /// An operation that changes nothing, for those whose role allows it.
  static Outline reads(String name, Permission permission, String summary) {
    return new Outline(name, summary, Optional.of(permission), Effect.READS);
  }

  /// An operation that adds something or moves it on.
  static Outline changes(String name, Permission permission, String summary) {
    return new Outline(name, summary, Optional.of(permission), Effect.CHANGES);
  }

  /// An operation that takes something away.
  static Outline destroys(String name, Permission permission, String summary) {
    return new Outline(name, summary, Optional.of(permission), Effect.DESTROYS);
  }

  /// An operation under construction.
  static final class Outline {
    private final String name;
    private final String summary;
    private final Optional<Permission> permission;
    private final Effect effect;
    private final List<Parameter> parameters = new ArrayList<>();
    private List<Member> returns = List.of();
    private Audience audience = Audience.PLANNERS;

    private Outline(String name, String summary, Optional<Permission> permission, Effect effect) {
      this.name = name;
      this.summary = summary;
      this.permission = permission;
      this.effect = effect;
    }

    Outline forWorkers() {
      audience = Audience.WORKERS;
      return this;
    }

    Outline forWhoKnows() {
      audience = Audience.NOBODY;
      return this;
    }

    Outline needs(String parameter, Type type, String description) {
      parameters.add(Parameter.required(parameter, type, description));
      return this;
    }

    Outline takes(String parameter, Type type, String description) {
      parameters.add(Parameter.optional(parameter, type, description));
      return this;
    }

    Outline takes(List<Parameter> more) {
      parameters.addAll(more);
      return this;
    }

    /// The agent it is about: an agent itself, or whom somebody who may names.
    Outline aboutAgent() {
      parameters.add(Parameter.agent());
      return this;
    }

    /// The claim it is about.
    Outline aboutClaim() {
      return needs("task_id", Type.NAME, "the claimed task")
          .needs("fence", Arguments.FENCE, "the fence claim_task gave")
          .aboutAgent();
    }

    Outline returns(String... members) {
      returns = Member.of(members);
      return this;
    }

    Operation does(Handler handler) {
      return new Operation(
          name, summary, new Right(permission, effect, audience), parameters, returns, handler);
    }
  }
}
