package rowlock.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NamesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "--upload-pack=touch F",
        "--upload-pack=x",
        "-c core.x",
        "--output=/tmp/x",
        "--orphan",
        "--lock",
        "a..b",
        "../../x",
        "/a",
        "a/",
        "a//b",
        "a/-b",
        "x.lock",
        "x.lock/y",
        "a./b",
        "a.",
        ".a",
        "a/.b",
        "@",
        "@{-1}",
        "a@{1}",
        "HEAD",
        "0123456789012345678901234567890123456789",
        "x;",
        "#(cmd)",
        "$(touch F)",
        "`touch F`",
        "a b",
        "a\nb",
        "a\u0000b",
        "a~1",
        "a^",
        "a:b",
        "a?b",
        "a*b",
        "a[b",
        "a\\b",
        "\u202Emain",
        "m\u0430in",
        "\u001b[2J"
      })
  void hostileBranchNamesAreRefused(String name) {
    assertThatThrownBy(() -> new BranchName(name)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aBranchNameThatIsTooLongIsRefusedWithAShortSentence() {
    assertThatThrownBy(() -> new BranchName("x".repeat(300)))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .hasSizeLessThan(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"main", "rowlock/run-1/t.1", "feature/JIRA-12_x", "a@b"})
  void usualBranchNamesAreAccepted(String name) {
    assertThat(new BranchName(name).ref().value()).isEqualTo("refs/heads/" + name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"main", "refs", "refs/x", "refs//x/y", "refs/heads/a b", "refs/heads/.a"})
  void whatIsNoFullNameOfARefIsRefused(String name) {
    assertThatThrownBy(() -> new RefName(name)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "..", "a/b", "a.b", "-a", "a b", "\u00fc"})
  void whatCannotBeAFolderAndAPartOfARefIsNoNameOfAWorktree(String name) {
    assertThatThrownBy(() -> new WorktreeName(name)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"HEAD", "abc", "ABCDEF0123456789012345678901234567890123", ""})
  void whatIsNoFullObjectNameIsRefused(String name) {
    assertThatThrownBy(() -> new CommitId(name)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new TreeId(name)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anIdentityCannotForgeALineOfACommit() {
    assertThatThrownBy(() -> new Identity("a\nparent b", "x@y"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Identity("a <b>", "x@y"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Identity("a", "x> 0 +0000\nevil"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
