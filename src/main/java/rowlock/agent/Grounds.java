package rowlock.agent;

/// What the sessions of one hub share.
///
/// @param equipment what they use
/// @param line the connection to the terminals
/// @param ends the watch over their programs
record Grounds(Sessions.Equipment equipment, Line line, JobEnds ends) implements AutoCloseable {
  static Grounds of(Sessions.Equipment equipment) {
    return new Grounds(equipment, new Line(equipment.server()), new JobEnds());
  }

  @Override
  public void close() {
    line.close();
    ends.close();
  }
}
