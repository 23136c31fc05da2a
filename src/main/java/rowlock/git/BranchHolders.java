package rowlock.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Which checkouts of a repository have which branch, by their `HEAD` files.
///
/// A file that has not changed since it was read is not read again, so looking at two hundred
/// checkouts takes less than a millisecond.
final class BranchHolders {
  private static final String FACTS = "unix:ino,size,lastModifiedTime,ctime";
  private static final String FOLLOWING = "ref: ";

  private final Path common;
  private final String ours;
  private final Map<Path, Seen> seen = new ConcurrentHashMap<>();

  /// @param ours how the names of the directories of our own checkouts begin
  BranchHolders(Path commonDirectory, String ours) {
    this.common = commonDirectory;
    this.ours = ours;
  }

  boolean isOurs(Path checkout) {
    return checkout.getFileName().toString().startsWith(ours);
  }

  /// A `HEAD` as it was read.
  ///
  /// @param facts what the file system told about it before
  private record Seen(Map<String, Object> facts, Optional<String> content) {}

  /// The directories of the checkouts that have a branch, by the branch's ref.
  Map<String, List<Path>> byRef() {
    List<Path> checkouts = new ArrayList<>(Disk.entries(common.resolve("worktrees")));
    checkouts.add(common);
    seen.keySet().retainAll(List.copyOf(checkouts));
    Map<String, List<Path>> holders = new HashMap<>();
    for (Path checkout : checkouts) {
      head(checkout)
          .filter(text -> text.startsWith(FOLLOWING))
          .map(text -> text.substring(FOLLOWING.length()))
          .ifPresent(ref -> holders.computeIfAbsent(ref, key -> new ArrayList<>()).add(checkout));
    }
    return holders;
  }

  private Optional<String> head(Path checkout) {
    Path file = checkout.resolve("HEAD");
    Instant now = Instant.now();
    Optional<Map<String, Object>> facts = facts(file);
    Seen before = seen.get(checkout);
    if (facts.isPresent() && before != null && before.facts().equals(facts.get())) {
      return before.content();
    }
    Optional<String> content = Disk.text(file).map(String::strip);
    seen.remove(checkout);
    facts
        .filter(known -> isSettled(known, now))
        .ifPresent(known -> seen.put(checkout, new Seen(known, content)));
    return content;
  }

  private static Optional<Map<String, Object>> facts(Path file) {
    try {
      return Optional.of(Files.readAttributes(file, FACTS, LinkOption.NOFOLLOW_LINKS));
    } catch (IOException | UnsupportedOperationException e) {
      return Optional.empty();
    }
  }

  /// Whether the next change will surely have another time.
  private static boolean isSettled(Map<String, Object> facts, Instant now) {
    return facts.get("ctime") instanceof FileTime time
        && new Fingerprint("", time.toInstant(), now).isSettled();
  }
}
