package rowlock.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/// The folder of a job and the files in it, readable by us alone.
///
/// | File | Written by | Holds |
/// |---|---|---|
/// | `leash` | us, once | the mark of everything that descends from the job |
/// | `script`, `stdin` | us, before the start | what is run |
/// | `pid` | whoever comes first: the script at its start, or we to forbid that | the process |
/// | `never` | we, when who made `pid` did not fill it | nothing; it must not begin any more |
/// | `log`, `out` | the script | output; with `.truncated` beside it when there was more |
/// | `screen` | us, when we end a job that has the terminal | what stood on it last |
/// | `given/` | us, before the start | files whose paths the program is given, such as secrets |
/// | `trouble` | the script | what the shell itself complained about |
/// | `exit` | the script at its end, or we when we ended it | exit status and note |
record JobFolder(Path path) {
  private static final FileAttribute<?> OURS_ALONE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
  private static final FileAttribute<?> FOLDER_OURS_ALONE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  Path script() {
    return path.resolve("script");
  }

  Path stdin() {
    return path.resolve("stdin");
  }

  Path pid() {
    return path.resolve("pid");
  }

  Path never() {
    return path.resolve("never");
  }

  Path screen() {
    return path.resolve("screen");
  }

  Path given() {
    return path.resolve("given");
  }

  Path exit() {
    return path.resolve("exit");
  }

  /// Makes the folder unless it is there; ours alone in any case.
  ///
  /// @return whether it was made
  boolean create() {
    return create(path);
  }

  /// Makes a folder unless it is there; ours alone in any case.
  ///
  /// @return whether it was made
  boolean create(Path folder) {
    try {
      Files.createDirectory(folder, FOLDER_OURS_ALONE);
      return true;
    } catch (FileAlreadyExistsException e) {
      protect(folder, e);
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException("the folder of the job cannot be made: " + folder, e);
    }
  }

  private static void protect(Path folder, FileAlreadyExistsException found) {
    if (!Files.isDirectory(folder)) {
      throw new UncheckedIOException(folder + " is in the way of the job's folder", found);
    }
    try {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    } catch (IOException e) {
      throw new UncheckedIOException("the folder of the job cannot be protected: " + folder, e);
    }
  }

  /// The leash of this job; made on first use and never changed, as a process may carry it.
  Leash leash() {
    Path file = path.resolve("leash");
    Leash fresh = Leash.random();
    if (createNew(file, fresh.id().getBytes(StandardCharsets.UTF_8))) {
      return fresh;
    }
    String id = read(file).orElseThrow(() -> new IllegalStateException(file + " disappeared"));
    return new Leash(id.strip());
  }

  /// What a small file holds; empty if there is no such file.
  Optional<String> read(Path file) {
    try {
      return Optional.of(Files.readString(file, StandardCharsets.UTF_8));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read", e);
    }
  }

  /// Whether a file is there with something in it.
  boolean isFilled(Path file) {
    try {
      return Files.size(file) > 0;
    } catch (NoSuchFileException _) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read", e);
    }
  }

  /// Writes a file so that it is there whole or not at all.
  void replace(Path file, byte[] content) {
    Path temporary = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.deleteIfExists(temporary);
      write(temporary, content);
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be written", e);
    }
  }

  /// Writes a file unless it is there.
  ///
  /// @return whether it was written
  boolean createNew(Path file, byte[] content) {
    try {
      write(file, content);
      return true;
    } catch (FileAlreadyExistsException _) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be written", e);
    }
  }

  private static void write(Path file, byte[] content) throws IOException {
    Set<OpenOption> options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (FileChannel channel = FileChannel.open(file, options, OURS_ALONE)) {
      ByteBuffer buffer = ByteBuffer.wrap(content);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
    }
  }
}
