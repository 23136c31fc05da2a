package rowlock.cli;

import java.util.List;
import rowlock.operation.Workshop;

/// What commands work with.
///
/// @param version of this program
/// @param workshop agents, repositories and terminals
/// @param extras commands of other packages
public record Tools(String version, Workshop workshop, List<Extra> extras) {
  public Tools {
    extras = List.copyOf(extras);
  }
}
