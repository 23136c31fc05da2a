package rowlock.fleet;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import rowlock.bench.Subject;
import rowlock.bench.Venue;
import rowlock.coordinator.Coordinator;

/// For benchmarks that need no project.
final class NoSubject implements Subject {
  @Override
  public void create(Path folder) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Coordinator open(Path folder) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void conduct(Trial trial) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void teach(Path folder, String kind, List<String> argv) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Duration pauseBeforeEnter() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Venue serve(Path folder, List<String> argv) {
    throw new UnsupportedOperationException();
  }
}
