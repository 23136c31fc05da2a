package rowlock.git;

import java.nio.file.Path;
import java.util.Optional;

/// The files in which git keeps refs (`man gitrepository-layout`), read without starting a git.
///
/// That is ten times faster and done several times per hand-out. Only plain cases are answered; an
/// answer is no more than an expectation, which git checks when the ref is changed.
final class RefFiles {
  private final Path commonDirectory;

  RefFiles(Path commonDirectory) {
    this.commonDirectory = commonDirectory;
  }

  /// Where a ref is.
  sealed interface Place {
    /// It is at a commit.
    record At(CommitId commit) implements Place {}

    /// It does not exist.
    record Nowhere() implements Place {}

    /// Git has to be asked.
    record Unclear() implements Place {}
  }

  Place of(RefName ref) {
    if (!ref.value().startsWith("refs/heads/") && !ref.value().startsWith("refs/rowlock/")) {
      // Elsewhere a ref may be at a tag.
      return new Place.Unclear();
    }
    Path loose = commonDirectory.resolve(ref.value());
    if (Disk.isRegularFile(loose)) {
      return place(Disk.text(loose).map(String::strip), new Place.Unclear());
    }
    if (Disk.exists(loose) && !Disk.isRealDirectory(loose)) {
      return new Place.Unclear();
    }
    // Git packs a ref before it deletes its file, so looking here second misses none.
    Path packed = commonDirectory.resolve("packed-refs");
    if (!Disk.exists(packed)) {
      return new Place.Nowhere();
    }
    Optional<String> all = Disk.text(packed);
    return all.isEmpty()
        ? new Place.Unclear()
        : place(all.flatMap(text -> entry(text, ref)), new Place.Nowhere());
  }

  private static Place place(Optional<String> hex, Place otherwise) {
    return hex.filter(ObjectName::isWellFormed)
        .<Place>map(name -> new Place.At(new CommitId(name)))
        .orElse(otherwise);
  }

  private static Optional<String> entry(String packed, RefName ref) {
    String end = " " + ref;
    return packed
        .lines()
        .filter(line -> line.endsWith(end))
        .map(line -> line.substring(0, line.length() - end.length()))
        .findFirst();
  }
}
