package rowlock.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rowlock.board.Command;
import rowlock.board.Request;
import rowlock.board.Setting;
import rowlock.coordinator.Reply;
import rowlock.git.BranchName;
import rowlock.git.Founding;
import rowlock.git.Identity;
import rowlock.git.Repository;
import rowlock.operation.Caller;
import rowlock.operation.Desk;
import rowlock.operation.Project;
import rowlock.operation.Projects;
import rowlock.operation.RunOrder;

/// The repository of a run.
final class SiteTest {
  @TempDir Path folder;

  @Test
  void asManyGitsRunAsTheBoardSays() throws Exception {
    Files.writeString(folder.resolve("a.txt"), "a\n");
    Founding.of(
        folder, new BranchName("main"), new Identity("Ada", "ada@example.org"), Instant.EPOCH);
    Projects.create(folder, "", new Caller("operator", Optional.empty()));
    RunOrder.Place place = new RunOrder.Place(folder, Optional.empty(), Optional.empty());
    RunOrder order =
        new RunOrder(
            "r",
            new RunOrder.Assignment("test", "0".repeat(64), List.of()),
            1,
            "shell",
            Optional.of(place),
            RunOrder.Terminal.PLAIN,
            RunOrder.Choices.NONE);
    try (Desk desk = Projects.open(folder)) {
      Site site = Site.survey(order, place, Optional.empty(), folder.resolve(Project.HOME));
      Repository repository = site.target().repository();
      for (String wanted : List.of("7", "1", "64")) {
        Command change = new Command.ChangeSetting(Setting.MAX_CONCURRENT_GIT_OPS, wanted);
        assertThat(desk.project().coordinator().submit(Request.bySystem(change)))
            .isInstanceOf(Reply.Done.class);

        site.tune(desk.board());

        assertThat(repository.load().limit()).isEqualTo(Integer.parseInt(wanted));
        assertThat(repository.head().commit()).isNotNull();
      }
    }
  }
}
