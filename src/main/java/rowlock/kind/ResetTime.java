package rowlock.kind;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// When a limit ends, as agents say it: `resets 5:10am (UTC)`, `resets Nov 24 at 5pm`, `try again
/// in 2 hours 5 minutes`, `usage limit reached|1763700000`.
public final class ResetTime {
  /// The farthest end that is believed; limits are by the hour, the day or the week.
  static final Duration FARTHEST = Duration.ofDays(35);

  private static final Pattern LIMIT =
      Pattern.compile(
          "(?i)hit your [\\w. -]{0,40}limit|usage limit|rate limit reached|quota exceeded"
              + "|exhausted your (?:daily )?(?:quota|capacity)|limit resets");
  private static final Pattern EPOCH = Pattern.compile("\\|\\s*(\\d{10,13})\\b");
  private static final Pattern ISO =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,9})?Z");
  private static final Pattern IN =
      Pattern.compile(
          "(?i)(?:again|resets?|retry|reset after|quota will reset)[^\\d\\n]{0,20}?(?:in|after)\\s+"
              + "((?:\\d+(?:\\.\\d+)?\\s*(?:days?|hours?|minutes?|mins?|seconds?|secs?|d|h|m|s)\\b"
              + "[,\\s]*(?:and\\s+)?)+|(?:\\d+[dhms])+)");
  private static final Pattern PART = Pattern.compile("(?i)(\\d+)(?:\\.\\d+)?\\s*([dhms])");
  private static final Pattern CLOCK =
      Pattern.compile(
          "(?i)(?:resets?|again|until)\\b[^\\d\\n]{0,12}?"
              + "(?:(?<month>[a-z]{3})[a-z]*\\.? (?<day>\\d{1,2})(?:st|nd|rd|th)?,?"
              + "(?: (?<year>\\d{4}),?)? (?:at )?)?"
              + "(?<hour>\\d{1,2})(?::(?<minute>\\d\\d))? ?(?<half>[ap])\\.?m"
              + "(?:\\.? ?\\((?<zone>[A-Za-z_+/0-9-]{1,40})\\))?");
  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

  private ResetTime() {}

  /// Whether words say that a provider's limit is reached. A request too many (429) alone is not.
  public static boolean isLimit(String words) {
    return LIMIT.matcher(words).find();
  }

  /// The moment a limit ends, from the words of an agent.
  ///
  /// @param now when it said so
  /// @param zone the zone of the machine it runs on, for times that name none
  /// @return absent if the words name no moment, or one that is past or beyond belief
  public static Optional<Instant> in(String words, Instant now, ZoneId zone) {
    List<Function<String, Optional<Instant>>> forms =
        List.of(
            text -> epoch(text),
            text -> iso(text),
            text -> relative(text, now),
            text -> clock(text, now, zone));
    return forms.stream()
        .flatMap(form -> form.apply(words).stream())
        .findFirst()
        .filter(moment -> moment.isAfter(now) && moment.isBefore(now.plus(FARTHEST)));
  }

  private static Optional<Instant> epoch(String words) {
    Matcher matcher = EPOCH.matcher(words);
    if (!matcher.find()) {
      return Optional.empty();
    }
    long number = Long.parseLong(matcher.group(1));
    boolean millis = matcher.group(1).length() > 11;
    return Optional.of(millis ? Instant.ofEpochMilli(number) : Instant.ofEpochSecond(number));
  }

  private static Optional<Instant> iso(String words) {
    Matcher matcher = ISO.matcher(words);
    try {
      return matcher.find() ? Optional.of(Instant.parse(matcher.group())) : Optional.empty();
    } catch (DateTimeException noSuchDay) {
      return Optional.empty();
    }
  }

  private static Optional<Instant> relative(String words, Instant now) {
    Matcher matcher = IN.matcher(words);
    if (!matcher.find()) {
      return Optional.empty();
    }
    Duration sum = Duration.ZERO;
    Matcher parts = PART.matcher(matcher.group(1));
    while (parts.find()) {
      String digits = parts.group(1);
      if (digits.length() > 9) {
        return Optional.empty();
      }
      long count = Long.parseLong(digits);
      sum =
          sum.plus(
              switch (parts.group(2).toLowerCase(Locale.ROOT)) {
                case "d" -> Duration.ofDays(count);
                case "h" -> Duration.ofHours(count);
                case "m" -> Duration.ofMinutes(count);
                default -> Duration.ofSeconds(count);
              });
    }
    return sum.compareTo(FARTHEST) > 0 ? Optional.empty() : Optional.of(now.plus(sum));
  }

  private static Optional<Instant> clock(String words, Instant now, ZoneId zone) {
    Matcher matcher = CLOCK.matcher(words);
    if (!matcher.find()) {
      return Optional.empty();
    }
    try {
      ZonedDateTime here = now.atZone(zone(matcher.group("zone"), zone));
      int hour = Integer.parseInt(matcher.group("hour")) % 12;
      boolean afternoon = matcher.group("half").equalsIgnoreCase("p");
      String minute = matcher.group("minute");
      LocalTime time =
          LocalTime.of(afternoon ? hour + 12 : hour, minute == null ? 0 : Integer.parseInt(minute));
      return Optional.of(moment(matcher, here, time).toInstant());
    } catch (DateTimeException noSuchMoment) {
      return Optional.empty();
    }
  }

  /// A time without a day is the next such time; a day without a year the next such day.
  private static ZonedDateTime moment(Matcher matcher, ZonedDateTime here, LocalTime time) {
    String monthName = matcher.group("month");
    if (monthName == null) {
      ZonedDateTime today = here.toLocalDate().atTime(time).atZone(here.getZone());
      return today.isAfter(here)
          ? today
          : here.toLocalDate().plusDays(1).atTime(time).atZone(here.getZone());
    }
    int month = MONTHS.indexOf(monthName.toLowerCase(Locale.ROOT)) + 1;
    int day = Integer.parseInt(matcher.group("day"));
    String year = matcher.group("year");
    int first = year == null ? here.getYear() : Integer.parseInt(year);
    ZonedDateTime moment = LocalDate.of(first, month, day).atTime(time).atZone(here.getZone());
    return year == null && !moment.isAfter(here) ? moment.plusYears(1) : moment;
  }

  private static ZoneId zone(@Nullable String name, ZoneId otherwise) {
    return name == null ? otherwise : name.equals("UTC") ? ZoneOffset.UTC : ZoneId.of(name);
  }
}
