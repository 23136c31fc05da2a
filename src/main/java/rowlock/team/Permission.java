package rowlock.team;

/// Something a role allows.
public enum Permission {
  /// Claim tasks and report on them.
  WORK,
  /// Send and read messages, add discoveries.
  TALK,
  /// Add tasks, groups and subtasks.
  PLAN,
  /// Cancel, retry, release and reprioritise other agents' tasks.
  STEER,
  /// Start and end agents.
  HIRE,
  /// Change settings and roles.
  ADMINISTER
}
