package rowlock.agent;

import rowlock.board.Setting;
import rowlock.machine.Headroom;
import rowlock.machine.Samples;

/// What the sessions of one hub share.
///
/// @param equipment what they use
/// @param line the connection to the terminals
/// @param ends the watch over their programs
/// @param gate through which they are started
/// @param headroom what the machine has left
/// @param samples what programs take of it
record Grounds(
    Sessions.Equipment equipment,
    Line line,
    JobEnds ends,
    Gate gate,
    Headroom headroom,
    Samples samples)
    implements AutoCloseable {
  static Grounds of(Sessions.Equipment equipment) {
    Desk desk = equipment.desk();
    return new Grounds(
        equipment,
        new Line(equipment.terminals().server()),
        new JobEnds(),
        new Gate(() -> desk.board().count(Setting.MAX_CONCURRENT_SPAWNS)),
        Headroom.of(equipment.agents()),
        new Samples());
  }

  @Override
  public void close() {
    line.close();
    ends.close();
  }
}
