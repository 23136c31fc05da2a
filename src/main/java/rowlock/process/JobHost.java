package rowlock.process;

import java.time.Duration;
import java.util.List;

/// A place where jobs run: plainly in the background, or in a terminal that a user can look at.
///
/// The state of a job never depends on its host; it stands in the job's folder.
public interface JobHost {
  /// Starts a job and waits until it has recorded its process.
  ///
  /// A second start of the same folder starts nothing: whichever comes first runs, once.
  ///
  /// @throws StartFailed if nothing was started, nor will be
  /// @throws java.io.UncheckedIOException if the folder cannot be written
  Job start(JobName name, JobSpec spec);

  /// Ends a job in whatever state it is, with everything that descends from it, and frees what the
  /// host holds for it.
  ///
  /// @param grace how long it may take to end after it was asked; zero means not to ask
  /// @return those of its processes that could not be ended; empty means that none is left
  List<ProcessIdentity> end(Job job, Duration grace);
}
