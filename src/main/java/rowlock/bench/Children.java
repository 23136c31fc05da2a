package rowlock.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import rowlock.bench.Crowd.Times;
import rowlock.process.Command;
import rowlock.process.Result;

/// Further processes of this program that take part in a benchmark. They wait for each other before
/// they begin.
final class Children {
  /// The word after `bench` that makes a process a child.
  static final String WORD = "child";

  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final long POLL_NANOS = 1_000_000;
  private static final String GO = "go";
  private static final String READY = "ready-";

  private Children() {}

  /// What a child measured.
  record Answer(List<Double> millis, double perSecond) {
    DoubleStream samples() {
      return millis.stream().mapToDouble(Double::doubleValue);
    }
  }

  /// A child's own view.
  ///
  /// @param meeting the folder where the children meet
  /// @param index from 0
  /// @param words what it is to do
  record Part(Path meeting, int index, List<String> words) {
    /// Says that this child is ready, and waits until all are.
    void awaitStart() {
      Path ready = meeting.resolve(READY + index);
      Path draft = meeting.resolve("draft-" + index);
      try {
        Files.writeString(draft, Long.toString(ProcessHandle.current().pid()));
        Files.move(draft, ready, StandardCopyOption.ATOMIC_MOVE);
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
      await(meeting.resolve(GO), () -> false);
    }
  }

  /// Starts children, lets them begin together and waits for their answers.
  ///
  /// @param words what each is to do
  static List<Answer> together(Path folder, int count, IntFunction<List<String>> words) {
    return with(folder, count, words, pids -> {}).stream().map(Children::answer).toList();
  }

  /// Lets one child work for a while and kills it.
  static void killed(Path folder, List<String> words, Duration after) {
    with(
        folder,
        1,
        index -> words,
        pids -> {
          LockSupport.parkNanos(after.toNanos());
          pids.forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
        });
  }

  /// Watches one child, which ends by itself.
  ///
  /// @param watch gets the child's process number when it has begun
  static void watched(Path folder, List<String> words, LongConsumer watch) {
    with(folder, 1, index -> words, pids -> pids.forEach(watch::accept)).forEach(Children::answer);
  }

  private static List<Result> with(
      Path folder, int count, IntFunction<List<String>> words, Consumer<List<Long>> meanwhile) {
    try (TemporaryFolder meeting = TemporaryFolder.in(folder);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Result>> running = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        List<String> argv = argv(meeting.path(), i, words.apply(i));
        running.add(threads.submit(() -> Command.of(folder, argv).within(LONGEST).run()));
      }
      List<Long> pids = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        Path ready = meeting.resolve(READY + i);
        await(ready, () -> running.stream().anyMatch(Future::isDone));
        pids.add(Long.valueOf(Files.readString(ready)));
      }
      Files.createFile(meeting.resolve(GO));
      meanwhile.accept(pids);
      List<Result> results = new ArrayList<>();
      for (Future<Result> one : running) {
        results.add(one.get());
      }
      return results;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (ExecutionException failed) {
      throw new IllegalStateException("a child failed", failed.getCause());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while children worked");
    }
  }

  /// Reads a child's arguments: what [#together] wrote.
  static Part part(List<String> arguments) {
    return new Part(
        Path.of(arguments.get(1)),
        Integer.parseInt(arguments.get(2)),
        arguments.subList(3, arguments.size()));
  }

  /// Says what a child measured: the rate, then all samples in milliseconds.
  static void tell(Times times, PrintStream out) {
    out.println(times.perSecond());
    out.println(times.millis().stream().map(String::valueOf).collect(Collectors.joining(" ")));
    out.flush();
  }

  private static Answer answer(Result result) {
    if (!result.succeeded()) {
      throw new IllegalStateException("a child ended: " + result.err().text());
    }
    List<String> lines = result.out().text().lines().toList();
    return new Answer(
        Arrays.stream(lines.get(1).split(" ", -1)).map(Double::valueOf).toList(),
        Double.parseDouble(lines.get(0)));
  }

  private static List<String> argv(Path meeting, int index, List<String> words) {
    List<String> arguments =
        new ArrayList<>(List.of("bench", WORD, meeting.toString(), Integer.toString(index)));
    arguments.addAll(words);
    return Java.command(Java.MAIN, arguments);
  }

  private static void await(Path file, BooleanSupplier inVain) {
    long end = System.nanoTime() + LONGEST.toNanos();
    while (!Files.exists(file)) {
      if (System.nanoTime() - end > 0 || inVain.getAsBoolean()) {
        throw new IllegalStateException("the other processes did not get ready");
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }
}
