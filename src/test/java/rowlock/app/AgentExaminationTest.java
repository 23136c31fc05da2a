package rowlock.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rowlock.kind.AgentKinds;
import rowlock.operation.Workshop.Finding;
import rowlock.operation.Workshop.Health;

/// Programs of agents as they are found on a machine.
final class AgentExaminationTest {
  @TempDir Path folder;

  @BeforeEach
  void install() throws IOException {
    program("good", "echo good version 3.1.4");
    program("old", "echo 0.9.12");
    program("broken", "echo 9.9.9; exit 3");
    program("locked", "echo 2.0");
  }

  @Test
  void everyProgramIsFoundAsItIs() throws IOException {
    assertThat(finding("good").health()).isEqualTo(Health.GOOD);
    assertThat(finding("good").text()).startsWith("3.1.4 at " + folder.resolve("good"));
    assertThat(finding("old").text()).endsWith("is too old, at least 1.0.0 is needed");
    assertThat(finding("broken").text()).endsWith("told no version");
    assertThat(finding("locked").text()).endsWith("no login found");
    assertThat(finding("absent").text()).endsWith("is not on PATH");
    assertThat(List.of(finding("old"), finding("broken"), finding("locked"), finding("absent")))
        .allSatisfy(each -> {
          assertThat(each.health()).isEqualTo(Health.LIMITED);
          assertThat(each.advice()).isNotEmpty();
        });
  }

  @Test
  void aKeyOrAFileIsALogin() throws IOException {
    assertThat(finding("locked", Map.of("LOCKED_KEY", "k", "HOME", folder.toString())).text())
        .contains("login by LOCKED_KEY")
        .doesNotContain("login by k");
    Files.writeString(folder.resolve(".locked"), "");
    assertThat(finding("locked").text()).contains("login by ~/.locked");
  }

  private Finding finding(String kind) throws IOException {
    return finding(kind, Map.of("HOME", folder.toString()));
  }

  private Finding finding(String name, Map<String, String> environment) throws IOException {
    Path file = folder.resolve("agents.yaml");
    Files.writeString(
        file,
        """
        %1$s:
          command: ["%2$s/%1$s"]
          version: {command: ["%2$s/%1$s", --version], minimum: "1.0"}
          login: %3$s
        """
            .formatted(
                name,
                folder,
                name.equals("locked") ? "{variables: [LOCKED_KEY], files: [~/.locked]}" : "{}"));
    return new AgentExamination(folder, environment)
        .findings(AgentKinds.builtIn().andThoseOf(file)).stream()
            .filter(each -> each.subject().equals("agent kind " + name))
            .findFirst()
            .orElseThrow();
  }

  private void program(String name, String script) throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }
}
