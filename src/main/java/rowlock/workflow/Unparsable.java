package rowlock.workflow;

import rowlock.workflow.Source.Place;

/// Ends the reading of a file that has no structure to go on with; never leaves the package.
final class Unparsable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  Unparsable(Place place, String message) {
    super(message, null, false, false);
    this.problem = Problem.at(place, "", message);
  }

  Problem problem() {
    return problem;
  }
}
