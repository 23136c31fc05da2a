package rowlock.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The process table as `/proc` shows it (proc(5)).
final class LinuxProcessTable implements ProcessTable {
  private static final Path PROC = Path.of("/proc");
  private static final Path BOOT_ID = PROC.resolve("sys/kernel/random/boot_id");

  private static final Pattern MASK = Pattern.compile("Sig(Blk|Ign|Cgt):\\t[0-9a-f]{16}");

  // Positions after the closing parenthesis of the name, which may itself hold anything.
  private static final int STATE = 0;
  private static final int PARENT = 1;
  private static final int GROUP = 2;
  private static final int SESSION = 3;
  private static final int START = 19;

  private final String boot;
  private final Object ownUid;

  LinuxProcessTable() {
    try {
      boot = Files.readString(BOOT_ID).strip();
      ownUid = Files.getAttribute(PROC.resolve("self"), "unix:uid");
    } catch (IOException e) {
      throw new UncheckedIOException("/proc does not say who and when we are", e);
    }
  }

  static boolean isPresent() {
    return Files.isReadable(PROC.resolve("self/stat")) && Files.isReadable(BOOT_ID);
  }

  @Override
  public List<Entry> all() {
    List<Entry> result = new ArrayList<>();
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(PROC, "[1-9]*")) {
      for (Path folder : folders) {
        read(Long.parseLong(folder.getFileName().toString())).ifPresent(result::add);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the process table cannot be read", e);
    } catch (DirectoryIteratorException e) {
      throw new UncheckedIOException("the process table cannot be read", e.getCause());
    }
    return result;
  }

  @Override
  public Optional<ProcessIdentity> identify(long pid) {
    try {
      return read(pid).map(Entry::identity);
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  @Override
  public Liveness liveness(ProcessIdentity identity) {
    if (!identity.boot().equals(boot)) {
      return Liveness.GONE;
    }
    try {
      return read(identity.pid()).filter(entry -> entry.identity().equals(identity)).isPresent()
          ? Liveness.ALIVE
          : Liveness.GONE;
    } catch (IOException _) {
      return Liveness.UNKNOWN;
    }
  }

  @Override
  public boolean carries(ProcessIdentity identity, Leash leash) {
    Path folder = PROC.resolve(Long.toString(identity.pid()));
    try {
      if (!Files.getAttribute(folder, "unix:uid").equals(ownUid)) {
        return false;
      }
      String environ =
          new String(Files.readAllBytes(folder.resolve("environ")), StandardCharsets.ISO_8859_1);
      return Arrays.asList(environ.split("\0", -1)).contains(Leash.VARIABLE + "=" + leash.id());
    } catch (IOException _) {
      // Gone meanwhile, or it hides its environment from us: then it is not known to be ours.
      return false;
    }
  }

  @Override
  public boolean diesOf(ProcessIdentity identity, Signal signal) {
    try {
      Path status = PROC.resolve(identity.pid() + "/status");
      long spared = 0;
      for (String line : Files.readAllLines(status, StandardCharsets.ISO_8859_1)) {
        if (MASK.matcher(line).matches()) {
          spared |= Long.parseUnsignedLong(line.substring(line.indexOf('\t') + 1), 16);
        }
      }
      return (spared & signal.mask()) == 0 && liveness(identity) == Liveness.ALIVE;
    } catch (IOException _) {
      return false;
    }
  }

  /// The process of this number unless there is none or it is a zombie.
  private Optional<Entry> read(long pid) throws IOException {
    String stat;
    try {
      stat = Files.readString(PROC.resolve(pid + "/stat"), StandardCharsets.ISO_8859_1);
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (IOException e) {
      // It ended between opening and reading (ESRCH).
      if (String.valueOf(e.getMessage()).contains("No such process")) {
        return Optional.empty();
      }
      throw e;
    }
    return parse(pid, stat);
  }

  private Optional<Entry> parse(long pid, String stat) throws IOException {
    String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1);
    if (fields.length <= START) {
      throw new IOException("/proc/" + pid + "/stat has " + fields.length + " fields");
    }
    boolean zombie = fields[STATE].equals("Z") || fields[STATE].equals("X");
    if (zombie) {
      return Optional.empty();
    }
    return Optional.of(
        new Entry(
            new ProcessIdentity(pid, Long.parseLong(fields[START]), boot),
            Long.parseLong(fields[PARENT]),
            Long.parseLong(fields[GROUP]),
            Long.parseLong(fields[SESSION])));
  }
}
