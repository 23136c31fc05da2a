package rowlock.structure;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.Predefined;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The architecture as a test: declared dependencies only, no cycles, pure packages pure.
class ArchitectureTest {
  private static final String ROOT = "rowlock.";

  private static JavaClasses program = new ClassFileImporter().importClasses();
  private static Map<String, PackagePage> pages = Map.of();

  @BeforeAll
  static void readTheProgram() {
    program =
        new ClassFileImporter()
            .withImportOption(Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("rowlock");
    pages = PackagePage.all();
  }

  @Test
  void everyPackageSaysWhatItPromisesAndWhomItMayKnow() {
    assertThat(pages.values()).flatExtracting(PackagePage::faults).isEmpty();
  }

  @Test
  void noPackageDeclaresMoreThanTheArchitectureSanctions() {
    Set<String> excess = new TreeSet<>();
    for (PackagePage page : pages.values()) {
      if (!Sanction.packages().contains(page.name())) {
        excess.add(page.name() + " is no package of the architecture");
      }
      for (String known : page.mayKnow()) {
        if (!Sanction.of(page.name()).contains(known)) {
          excess.add(page.name() + " may not know " + known);
        }
      }
    }
    assertThat(excess).isEmpty();
  }

  @Test
  void aClassKnowsOnlyWhatItsPackageDeclares() {
    Set<String> undeclared = new TreeSet<>();
    for (JavaClass type : program) {
      for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
        String other = subject(dependency.getTargetClass());
        if (!other.isEmpty() && !other.equals(subject(type)) && !declared(type).contains(other)) {
          undeclared.add(subject(type) + " does not declare " + other + ": " + type.getName());
        }
      }
    }
    assertThat(undeclared).isEmpty();
  }

  @Test
  void packagesAreFlatAndKnowEachOtherWithoutCycles() {
    assertThat(program)
        .extracting(JavaClass::getPackageName)
        .allMatch(name -> name.matches("rowlock\\.[a-z]+"));
    slices().matching("rowlock.(*)..").should().beFreeOfCycles().check(program);
  }

  @Test
  void purePackagesTouchNoClockThreadChanceOrDisk() {
    Set<String> impurePackages = without(Sanction.PURE);
    assertThat(Forbidden.IN_PURE_PACKAGES)
        .flatExtracting(forbidden -> violations(forbidden, impurePackages))
        .isEmpty();
  }

  @Test
  void onlyTheDriversCreateProcesses() {
    assertThat(violations(Forbidden.CREATING_PROCESSES, Set.of("process", "git", "tmux")))
        .isEmpty();
  }

  @Test
  void onlyTheFacesOfTheProgramPrint() {
    assertThat(violations(Forbidden.STANDARD_STREAMS, Set.of("cli", "app", "bench", "fake")))
        .isEmpty();
  }

  @Test
  void onlyTheAssemblyEndsTheProcess() {
    assertThat(violations(Forbidden.ENDING_THE_PROCESS, Set.of("app"))).isEmpty();
  }

  @Test
  void bannedApisAreUsedNowhere() {
    assertThat(violations(Forbidden.BANNED, Set.of())).isEmpty();
  }

  @Test
  void noFutureLeavesAPublicMethod() {
    assertThat(program)
        .filteredOn(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
        .flatExtracting(JavaClass::getMethods)
        .filteredOn(method -> method.getModifiers().contains(JavaModifier.PUBLIC))
        .filteredOn(method -> method.getRawReturnType().isAssignableTo(CompletableFuture.class))
        .extracting(JavaMethod::getFullName)
        .isEmpty();
  }

  @Test
  void nothingMutableIsStatic() {
    assertThat(program)
        .flatExtracting(JavaClass::getFields)
        .filteredOn(field -> field.getModifiers().contains(JavaModifier.STATIC))
        .filteredOn(field -> !field.getModifiers().contains(JavaModifier.FINAL))
        .extracting(JavaField::getFullName)
        .isEmpty();
  }

  private static List<String> violations(Forbidden forbidden, Set<String> allowedPackages) {
    return program.stream()
        .filter(type -> !allowedPackages.contains(subject(type)))
        .flatMap(type -> forbidden.findIn(type).stream())
        .toList();
  }

  private static Set<String> without(Set<String> packages) {
    Set<String> others = new TreeSet<>(pages.keySet());
    others.removeAll(packages);
    return others;
  }

  private static Set<String> declared(JavaClass type) {
    PackagePage page = pages.get(subject(type));
    return page == null ? Set.of() : page.mayKnow();
  }

  /// The package of a class of the program without the root's name; empty for any other class.
  private static String subject(JavaClass type) {
    String name = type.getPackageName();
    return name.startsWith(ROOT) ? name.substring(ROOT.length()) : "";
  }
}
