package rowlock.kind;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/// What agents of a kind may cost.
///
/// @param cost whether starting one may cost money
/// @param account the provider's account that its limits count against; agents of one account are
///   parked together
/// @param estimate what is reserved for an attempt before it starts
/// @param prices what tokens cost, by model; a name that ends in `*` stands for every model with
///   that beginning
public record Spending(
    Cost cost, Optional<String> account, Estimate estimate, SortedMap<String, Price> prices) {
  /// Whether starting an agent may cost money.
  public enum Cost {
    /// It does not.
    FREE,
    /// It may, so it wants the user's consent.
    MAY_COST
  }

  /// What is reserved for an attempt.
  ///
  /// @param usdMicros millionths of a US dollar
  /// @param tokens tokens of every sort
  public record Estimate(long usdMicros, long tokens) {
    /// Nothing is reserved.
    public static final Estimate NONE = new Estimate(0, 0);

    public Estimate {
      if (usdMicros < 0 || tokens < 0) {
        throw new IllegalArgumentException("an estimate is never negative");
      }
    }
  }

  /// What a million tokens of a model cost, in millionths of a US dollar.
  ///
  /// @param input read anew
  /// @param output written
  /// @param cacheRead read from the cache
  /// @param cacheWrite written to the cache
  public record Price(long input, long output, long cacheRead, long cacheWrite) {
    public Price {
      if (input < 0 || output < 0 || cacheRead < 0 || cacheWrite < 0) {
        throw new IllegalArgumentException("a price is never negative");
      }
    }

    /// What these tokens cost, in millionths of a US dollar, rounded up.
    public long of(Usage usage) {
      return part(input, usage.input())
          .add(part(output, usage.output()))
          .add(part(cacheRead, usage.cacheRead()))
          .add(part(cacheWrite, usage.cacheWrite()))
          .movePointLeft(6)
          .setScale(0, RoundingMode.CEILING)
          .longValueExact();
    }

    private static BigDecimal part(long price, long tokens) {
      return BigDecimal.valueOf(price).multiply(BigDecimal.valueOf(tokens));
    }
  }

  public Spending {
    prices = Collections.unmodifiableSortedMap(new TreeMap<>(prices));
  }

  /// What these tokens cost, in millionths of a US dollar; absent if no price is known.
  public OptionalLong of(String model, Usage usage) {
    Price exact = prices.get(model);
    if (exact != null) {
      return OptionalLong.of(exact.of(usage));
    }
    return prices.entrySet().stream()
        .filter(entry -> entry.getKey().endsWith("*"))
        .filter(entry -> model.startsWith(entry.getKey().substring(0, entry.getKey().length() - 1)))
        .max(Map.Entry.comparingByKey(Comparator.comparingInt(String::length)))
        .map(entry -> OptionalLong.of(entry.getValue().of(usage)))
        .orElse(OptionalLong.empty());
  }
}
