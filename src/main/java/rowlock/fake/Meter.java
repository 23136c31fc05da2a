package rowlock.fake;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

/// What the fake agent claims to have used. Used by one thread at a time.
final class Meter {
  private static final long INPUT_TOKENS = 20;
  private static final int CHARACTERS_PER_TOKEN = 4;

  private long inputTokens;
  private long outputTokens;
  private BigDecimal usd = BigDecimal.ZERO;

  /// Counts one message of the model.
  ///
  /// @return the usage of that message, as Claude Code has it
  Map<String, Object> message(String text, long moreTokens) {
    long output = 1 + text.length() / CHARACTERS_PER_TOKEN + moreTokens;
    inputTokens += INPUT_TOKENS;
    outputTokens += output;
    return usage(INPUT_TOKENS, output);
  }

  void spend(BigDecimal more) {
    usd = usd.add(more);
  }

  BigDecimal usd() {
    return usd;
  }

  /// All that was used, as Claude Code has it.
  Map<String, Object> usage() {
    return usage(inputTokens, outputTokens);
  }

  /// All that was used, for each model.
  Map<String, Object> models() {
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("inputTokens", inputTokens);
    model.put("outputTokens", outputTokens);
    model.put("cacheReadInputTokens", 0);
    model.put("cacheCreationInputTokens", 0);
    model.put("costUSD", usd);
    return Map.of(Surroundings.MODEL, model);
  }

  /// All that was used, as Codex has it.
  Map<String, Object> codexUsage() {
    Map<String, Object> usage = new LinkedHashMap<>();
    usage.put("input_tokens", inputTokens);
    usage.put("cached_input_tokens", 0);
    usage.put("output_tokens", outputTokens);
    return usage;
  }

  private static Map<String, Object> usage(long input, long output) {
    Map<String, Object> usage = new LinkedHashMap<>();
    usage.put("input_tokens", input);
    usage.put("cache_creation_input_tokens", 0);
    usage.put("cache_read_input_tokens", 0);
    usage.put("output_tokens", output);
    usage.put("service_tier", "standard");
    return usage;
  }
}
