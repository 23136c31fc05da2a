package rowlock.task;

/// The name of an agent, unique on its board.
///
/// @param value a well-formed [Name], so it can stand in a branch name, a file name and a window
///   name without quoting
public record AgentId(String value) implements Comparable<AgentId> {
  public AgentId {
    Name.require("agent id", value);
  }

  @Override
  public int compareTo(AgentId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
