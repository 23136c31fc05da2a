package rowlock.web;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/// The requests so far, by route and status, with how long they took. Safe to share between
/// threads.
///
/// Labels are the paths of the route table, never what was asked for: their number is bounded.
public final class Traffic {
  /// Upper bounds of the classes of durations, in milliseconds.
  private static final long[] BOUNDS_MS = {1, 5, 25, 100, 500, 2_500, 10_000, 60_000};

  private static final long NANOS_PER_MS = 1_000_000;

  private final Map<Kind, LongAdder> requests = new ConcurrentHashMap<>();
  private final Map<String, Latency> latencies = new ConcurrentHashMap<>();

  record Kind(String route, String method, int status) implements Comparable<Kind> {
    @Override
    public int compareTo(Kind other) {
      return (route + method + status).compareTo(other.route + other.method + other.status);
    }
  }

  void count(String route, String method, int status, long nanos) {
    String known = Method.of(method).map(Enum::name).orElse("other");
    requests.computeIfAbsent(new Kind(route, known, status), _ -> new LongAdder()).increment();
    latencies.computeIfAbsent(route, _ -> new Latency()).add(nanos);
  }

  void writeTo(Exposition out) {
    out.begin("rowlock_http_requests_total", "counter", "Requests by route and status.");
    new TreeMap<>(requests)
        .forEach((kind, count) ->
            out.sample(
                "rowlock_http_requests_total",
                count.sum(),
                "route",
                kind.route(),
                "method",
                kind.method(),
                "status",
                "" + kind.status()));
    out.begin("rowlock_http_request_seconds", "histogram", "How long requests took, by route.");
    new TreeMap<>(latencies).forEach((route, latency) -> latency.writeTo(out, route));
  }

  private static final class Latency {
    private final AtomicLongArray classes = new AtomicLongArray(BOUNDS_MS.length + 1);
    private final LongAdder nanos = new LongAdder();

    void add(long took) {
      int at = 0;
      while (at < BOUNDS_MS.length && took > BOUNDS_MS[at] * NANOS_PER_MS) {
        at++;
      }
      classes.incrementAndGet(at);
      nanos.add(took);
    }

    void writeTo(Exposition out, String route) {
      long total = 0;
      for (int at = 0; at < classes.length(); at++) {
        total += classes.get(at);
        String bound = at < BOUNDS_MS.length ? "" + BOUNDS_MS[at] / 1_000.0 : "+Inf";
        out.sample("rowlock_http_request_seconds_bucket", total, "route", route, "le", bound);
      }
      out.sample("rowlock_http_request_seconds_sum", nanos.sum() / 1e9, "route", route);
      out.sample("rowlock_http_request_seconds_count", total, "route", route);
    }
  }
}
