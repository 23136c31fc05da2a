package rowlock.agent;

import rowlock.board.Command;
import rowlock.task.AgentId;

/// What is to be done when an agent is there no more. Everything of it may be done twice.
///
/// @param agent whose it is
/// @param equipment what it used
/// @param holdings what it held
/// @param receipts what it spent
/// @param quarters where it lived
record Farewell(
    AgentId agent,
    Sessions.Equipment equipment,
    Holdings holdings,
    Receipts receipts,
    Quarters quarters) {
  private static final int LONGEST = 300;

  /// Gives back what it held, says what it cost, and lets nobody in under its name.
  void settle(String reason) {
    holdings.release(reason);
    receipts.close();
    equipment.launcher().passes().takeBack(agent);
  }

  /// Takes it off the team too, and gives up its place and its memory: the next of its name begins
  /// anew.
  void dismiss(String text) {
    String reason = line(text);
    settle(reason);
    equipment.desk().give(new Command.RetireAgent(agent, reason));
    Residence residence = Residence.of(equipment.agents(), agent);
    residence.stay().ifPresent(stay -> residence.remember(Residence.Stay.after(stay)));
    quarters.leave();
  }

  private static String line(String text) {
    String plain = text.replaceAll("[\\p{Cntrl}\\p{Cs}]+", " ").strip();
    return plain.isEmpty() ? "no reason" : plain.substring(0, Math.min(plain.length(), LONGEST));
  }
}
