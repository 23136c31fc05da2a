package rowlock.sim;

/// What a simulation consists of.
///
/// @param agents how many agents there are, 1 to 100
/// @param hubs how many processes share the journal, 1 to 10
/// @param steps how many things happen before everybody behaves and the work is brought to an end
/// @param opening how a process gets its desk
public record Options(int agents, int hubs, int steps, Desk.Opening opening) {
  /// Five agents, three processes, 400 steps, the real desk.
  public static final Options NORMAL = new Options(5, 3, 400, Desk.Opening.REAL);

  public Options {
    if (agents < 1 || agents > 100 || hubs < 1 || hubs > 10 || steps < 0) {
      throw new IllegalArgumentException("agents 1 to 100, hubs 1 to 10, steps from 0");
    }
  }

  /// The same with another number of steps.
  public Options lasting(int otherSteps) {
    return new Options(agents, hubs, otherSteps, opening);
  }

  /// The same with another number of agents.
  public Options with(int otherAgents) {
    return new Options(otherAgents, hubs, steps, opening);
  }

  /// The same with another desk.
  public Options at(Desk.Opening otherOpening) {
    return new Options(agents, hubs, steps, otherOpening);
  }
}
