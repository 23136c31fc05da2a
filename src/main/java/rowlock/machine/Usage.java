package rowlock.machine;

import java.time.Duration;

/// What a process and all that descend from it took.
///
/// @param processorPercent of one processor, on average
/// @param over the time that is the average of
/// @param memoryBytes resident memory now; what processes share counts for each
/// @param processes how many there are now, at least one
public record Usage(double processorPercent, Duration over, long memoryBytes, int processes) {}
