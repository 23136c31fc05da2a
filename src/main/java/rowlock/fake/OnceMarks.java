package rowlock.fake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What was done once already, as empty files in a folder: a fault that is to happen once must not
/// happen again after the restart that it caused.
///
/// @param folder where the marks are; made when needed
record OnceMarks(Path folder) {
  /// Makes a mark.
  ///
  /// @return whether it was not there before
  boolean make(String mark) {
    try {
      Files.createDirectories(folder);
      Files.createFile(folder.resolve(fileName(mark)));
      return true;
    } catch (FileAlreadyExistsException _) {
      return false;
    } catch (IOException broken) {
      throw new UncheckedIOException("what was done once cannot be noted", broken);
    }
  }

  private static String fileName(String mark) {
    return mark.replaceAll("[^A-Za-z0-9.-]", "_");
  }
}
