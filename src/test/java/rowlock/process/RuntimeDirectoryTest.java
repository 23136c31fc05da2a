package rowlock.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RuntimeDirectoryTest {
  private static final Map<String, String> NOTHING_SET = Map.of();

  @TempDir private Path folder;

  @Test
  void itIsMadeOnceForUsAlone() throws IOException {
    RuntimeDirectory made = RuntimeDirectory.open(NOTHING_SET, folder);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made.path())))
        .isEqualTo("rwx------");
    assertThat(RuntimeDirectory.open(NOTHING_SET, folder)).isEqualTo(made);
  }

  @Test
  void theSessionsOwnFolderIsPreferred() throws IOException {
    Path session = Files.createDirectory(folder.resolve("run"), mode("rwx------"));

    assertThat(RuntimeDirectory.open(Map.of("XDG_RUNTIME_DIR", session.toString()), folder).path())
        .isEqualTo(session.resolve("rowlock"));
  }

  @Test
  void aSessionsFolderOpenToOthersIsNotTrusted() throws IOException {
    Path session = Files.createDirectory(folder.resolve("run"));
    Files.setPosixFilePermissions(session, PosixFilePermissions.fromString("rwxr-xr-x"));

    assertThat(RuntimeDirectory.open(Map.of("XDG_RUNTIME_DIR", session.toString()), folder).path())
        .isNotEqualTo(session.resolve("rowlock"))
        .hasParent(folder);
  }

  @Test
  void aPlantedLinkFileOrOpenFolderIsRefused() throws IOException {
    Path name = RuntimeDirectory.open(NOTHING_SET, folder).path();
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"), mode("rwx------"));

    Files.delete(name);
    Files.createSymbolicLink(name, elsewhere);
    assertRefused();
    Files.delete(name);
    Files.createFile(name);
    assertRefused();
    Files.delete(name);
    Files.createDirectory(name);
    Files.setPosixFilePermissions(name, PosixFilePermissions.fromString("rwxrwxrwx"));
    assertRefused();
  }

  @Test
  void aFolderOfSomebodyElseIsRefused() throws IOException {
    Path name = RuntimeDirectory.open(NOTHING_SET, folder).path();
    Assumptions.assumeTrue(
        Files.getAttribute(name, "unix:uid").equals(0), "only root can give a folder away");
    Files.setAttribute(name, "unix:uid", 65534);

    assertRefused();
  }

  @Test
  void socketsFitAndDifferByProject() {
    Path deep = folder.resolve("d".repeat(90));
    RuntimeDirectory made = RuntimeDirectory.open(NOTHING_SET, folder);

    Path socket = made.file(deep.resolve("a"), "tmux");

    assertThat(socket.toString().length()).isLessThan(RuntimeDirectory.MAX_SOCKET_PATH_BYTES);
    assertThat(socket).isEqualTo(made.file(deep.resolve("x/../a"), "tmux"));
    assertThat(socket).isNotEqualTo(made.file(deep.resolve("b"), "tmux"));
  }

  @Test
  void aFolderTooDeepForSocketsIsReplacedByAShortOne() {
    Path deep = folder.resolve("d".repeat(90));

    assertThat(RuntimeDirectory.open(NOTHING_SET, deep).path()).hasParent(Path.of("/tmp"));
  }

  private void assertRefused() {
    assertThatThrownBy(() -> RuntimeDirectory.open(NOTHING_SET, folder))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("remove it");
  }

  private static java.nio.file.attribute.FileAttribute<?> mode(String permissions) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
  }
}
