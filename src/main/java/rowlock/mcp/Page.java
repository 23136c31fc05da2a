package rowlock.mcp;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A part of a list. A client gets the next part for the cursor that comes with this one.
final class Page {
  /// The most entries in one part.
  static final int SIZE = 100;

  private static final String PREFIX = "after:";

  private Page() {}

  static Map<String, Object> of(
      String member, List<Map<String, Object>> all, Optional<String> cursor) {
    int from = cursor.map(text -> offset(text, all.size())).orElse(0);
    int to = Math.min(all.size(), from + SIZE);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put(member, all.subList(from, to));
    if (to < all.size()) {
      json.put("nextCursor", cursor(to));
    }
    return json;
  }

  private static String cursor(int offset) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((PREFIX + offset).getBytes(StandardCharsets.UTF_8));
  }

  private static int offset(String cursor, int size) {
    try {
      String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
      int offset = Integer.parseInt(text.substring(PREFIX.length()));
      if (text.startsWith(PREFIX) && offset > 0 && offset < size) {
        return offset;
      }
    } catch (IllegalArgumentException | IndexOutOfBoundsException notOurs) {
      // Said below, as for every other cursor that is not ours.
    }
    throw new Refusal(
        RpcError.invalidParams("this cursor is not one of the list; begin without a cursor"));
  }
}
