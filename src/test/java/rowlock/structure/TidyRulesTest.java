package rowlock.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import rowlock.structure.TreeRules.Scope;

/// The rules of tidiness find what they are for, and leave tidy code alone.
class TidyRulesTest {
  private static final Path FILE = Path.of("Sample.java");

  @Test
  void aLongFileAndALongLineAreFound() {
    assertThat(TextRules.ofSource(FILE, "\n".repeat(401)))
        .containsExactly("Sample.java: 401 lines, at most 400");
    assertThat(TextRules.ofSource(FILE, "\n".repeat(400))).isEmpty();
    assertThat(TextRules.ofSource(FILE, "x".repeat(101)))
        .containsExactly("Sample.java:1: 101 columns, at most 100");
    assertThat(TextRules.ofSource(FILE, "x".repeat(100))).isEmpty();
  }

  @Test
  void anAddressInACommentMayBeLong() {
    String address = "https://example.org/" + "x".repeat(100);
    assertThat(TextRules.ofSource(FILE, "  /// see " + address)).isEmpty();
    assertThat(TextRules.ofSource(FILE, "String s = \"" + address + "\"")).hasSize(1);
  }

  @Test
  void workLeftForLaterIsFound() {
    assertThat(TextRules.ofText(FILE, "// TO" + "DO: tidy up")).hasSize(1);
    assertThat(TextRules.ofText(FILE, "a todo list")).isEmpty();
  }

  @Test
  void aPathOfOneMachineIsFound() {
    for (String folder : List.of("home", "root", "work")) {
      assertThat(TextRules.ofText(FILE, "in /" + folder + "/somebody")).hasSize(1);
    }
    assertThat(TextRules.ofText(FILE, "src/" + "work/x ${project}/" + "home/x")).isEmpty();
  }

  @Test
  void aDisabledTestWithoutAReasonIsFound() {
    assertThat(TextRules.ofSource(FILE, "@Dis" + "abled")).hasSize(1);
    assertThat(TextRules.ofSource(FILE, "@Dis" + "abled(\"needs a browser\")")).isEmpty();
  }

  @Test
  void aVagueNameIsFound() {
    for (String name : List.of("TaskManager", "SimpleQueue", "BaseTask", "TaskInfo", "Base")) {
      assertThat(Sources.check("class " + name + " {}", Scope.TESTS)).hasSize(1);
    }
    for (String name : List.of("Basement", "Metadata", "Implication", "Manager2")) {
      assertThat(Sources.check("class " + name + " {}", Scope.TESTS)).isEmpty();
    }
  }

  @Test
  void aLongMethodIsFound() {
    String body = "int x;\n".repeat(39);
    assertThat(Sources.check("class A { void a() {\n" + body + "} }", Scope.TESTS))
        .containsExactly("Sample.java:1: a has 41 lines, at most 40");
    assertThat(Sources.check("class A {\nvoid a() {\n" + body.substring(7) + "} }", Scope.TESTS))
        .isEmpty();
  }

  @Test
  void aSleepingTestIsFound() {
    assertThat(Sources.check("class A { void a() { Thread.sleep(1); } }", Scope.TESTS)).hasSize(1);
    assertThat(Sources.check("class A { void a() { TimeUnit.DAYS.sleep(1); } }", Scope.TESTS))
        .hasSize(1);
    assertThat(Sources.check("class A { void a() { clock.sleep(1); } }", Scope.TESTS)).isEmpty();
  }

  @Test
  void aPublicTypeWithoutADocCommentIsFound() {
    assertThat(Sources.check("public class A {}", Scope.PROGRAM)).hasSize(1);
    assertThat(Sources.check("/// One.\npublic interface A { record B() {} }", Scope.PROGRAM))
        .containsExactly("Sample.java:2: B is public and has no doc comment");
    assertThat(Sources.check("/// One.\npublic class A { class B {} }", Scope.PROGRAM)).isEmpty();
    assertThat(Sources.check("/** One. */\npublic class A {}", Scope.PROGRAM)).isEmpty();
  }

  @Test
  void aGetterIsFoundUnlessAnInterfaceWantsIt() {
    assertThat(Sources.check("class A { public int getB() { return 1; } }", Scope.PROGRAM))
        .hasSize(1);
    assertThat(Sources.check("interface A { int getB(); }", Scope.PROGRAM)).hasSize(1);
    assertThat(
            Sources.check("class A { @Override public int getB() { return 1; } }", Scope.PROGRAM))
        .isEmpty();
    assertThat(Sources.check("class A { public int getter() { return 1; } }", Scope.PROGRAM))
        .isEmpty();
  }

  @Test
  void aBooleanParameterIsFoundWhereOthersMayCallIt() {
    assertThat(Sources.check("class A { public void a(boolean b) {} }", Scope.PROGRAM)).hasSize(1);
    assertThat(Sources.check("class A { public A(boolean b) {} }", Scope.PROGRAM)).hasSize(1);
    assertThat(Sources.check("record A(boolean b) { public A { } }", Scope.PROGRAM)).isEmpty();
    assertThat(Sources.check("class A { void a(boolean b) {} }", Scope.PROGRAM)).isEmpty();
    assertThat(
            Sources.check(
                "class A { private class B { public void a(boolean b) {} } }", Scope.PROGRAM))
        .isEmpty();
  }

  @Test
  void aConstructorOrRecordOfManyPartsIsFound() {
    String five = "int a, int b, int c, int d, int e";
    assertThat(Sources.check("class A { A(" + five + ") {} }", Scope.PROGRAM)).isEmpty();
    assertThat(Sources.check("class A { A(" + five + ", int f) {} }", Scope.PROGRAM)).hasSize(1);
    assertThat(Sources.check("record A(" + five + ", int f, int g) {}", Scope.PROGRAM)).isEmpty();
    assertThat(Sources.check("record A(" + five + ", int f, int g, int h) {}", Scope.PROGRAM))
        .hasSize(1);
  }
}
