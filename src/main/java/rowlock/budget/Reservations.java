package rowlock.budget;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pcollections.TreePMap;

/// Reservations that are open, and those that were closed last. Immutable.
///
/// @param open by number
/// @param closed by number
/// @param order the numbers of closed ones in the order they were closed first
/// @param last the number of the last one
record Reservations(
    TreePMap<Long, Reservation> open,
    TreePMap<Long, Reservation> closed,
    TreePMap<Long, Long> order,
    long last) {
  /// How many may be open at a time.
  static final int MAX_OPEN = 10_000;

  /// How many closed ones are remembered, for figures that come late or twice.
  static final int MAX_CLOSED = 10_000;

  static final Reservations EMPTY =
      new Reservations(TreePMap.empty(), TreePMap.empty(), TreePMap.empty(), 0);

  static Reservations of(List<Reservation> all, long last) {
    Reservations made = EMPTY;
    for (Reservation one : all) {
      made = made.put(one);
    }
    return new Reservations(made.open, made.closed, made.order, last);
  }

  /// Open ones in the order they were made, then closed ones in the order they were closed.
  List<Reservation> all() {
    List<Reservation> all = new ArrayList<>(open.values());
    order.values().forEach(number -> find("s" + number).ifPresent(all::add));
    return all;
  }

  Optional<Reservation> find(String id) {
    if (!Reservation.isId(id)) {
      return Optional.empty();
    }
    long number = Long.parseLong(id.substring(1));
    return Optional.ofNullable(open.get(number)).or(() -> Optional.ofNullable(closed.get(number)));
  }

  Reservations put(Reservation one) {
    long number = one.number();
    long newest = Math.max(last, number);
    if (one.closing().isEmpty()) {
      return new Reservations(open.plus(number, one), closed, order, newest);
    }
    TreePMap<Long, Long> places =
        closed.containsKey(number)
            ? order
            : order.plus(order.isEmpty() ? 1 : order.lastKey() + 1, number);
    TreePMap<Long, Reservation> all = closed.plus(number, one);
    return places.size() > MAX_CLOSED
        ? new Reservations(
            open.minus(number),
            all.minus(places.firstEntry().getValue()),
            places.minusFirstEntry(),
            newest)
        : new Reservations(open.minus(number), all, places, newest);
  }
}
