package rowlock.operation;

import java.nio.file.Path;
import java.util.Optional;
import rowlock.budget.Allowance;

/// A goal that an agent is to make a plan for.
///
/// @param goal what is wanted, in the user's words
/// @param kind the kind of agent that plans
/// @param repository the git repository the plan is about, if there is one
/// @param model which model it uses; its own choice if empty
/// @param allowance what may be spent, and until when
public record PlanRequest(
    String goal,
    String kind,
    Optional<Path> repository,
    Optional<String> model,
    Allowance allowance) {}
