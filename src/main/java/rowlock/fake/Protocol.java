package rowlock.fake;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The JSON lines that one of the genuine programs prints when nobody looks.
interface Protocol {
  /// What is known at the end of a turn.
  ///
  /// @param structured JSON that was demanded
  /// @param denied names of the tools that were not permitted
  /// @param turns how often the model was asked
  record Account(
      Ending ending, Optional<String> structured, List<String> denied, Duration spent, int turns) {}

  /// At the begin of a turn.
  List<Map<String, Object>> begun(List<String> tools, String serverStatus);

  List<Map<String, Object>> said(String text, Map<String, Object> line);

  List<Map<String, Object>> using(ToolUse tool, Map<String, Object> line);

  List<Map<String, Object>> used(
      ToolUse tool, ToolRunner.Outcome outcome, Map<String, Object> line);

  List<Map<String, Object>> denied(ToolUse tool);

  List<Map<String, Object>> limited(Instant until);

  List<Map<String, Object>> ended(Account account);
}
