package rowlock.structure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What a `package-info.java` says of its package.
///
/// @param mayKnow the declared packages, without the root's name
/// @param faults what the page lacks, in sentences; empty when it is complete
record PackagePage(String name, Set<String> mayKnow, List<String> faults) {
  private static final Path ROOT = Path.of("src/main/java/rowlock");
  private static final String NOTHING = "nothing but the JDK";
  private static final Pattern PROMISE = Pattern.compile("(?m)^/// Promise: \\S");
  private static final Pattern MAY_KNOW = Pattern.compile("(?m)^/// May know: ([^.]+)\\.$");
  private static final Pattern NAMES = Pattern.compile("[a-z]+(, [a-z]+)*");

  PackagePage {
    mayKnow = Set.copyOf(mayKnow);
    faults = List.copyOf(faults);
  }

  /// The pages of all packages of the program, by package name.
  static Map<String, PackagePage> all() {
    Map<String, PackagePage> pages = new TreeMap<>();
    try (Stream<Path> folders = Files.list(ROOT)) {
      for (Path folder : folders.filter(Files::isDirectory).toList()) {
        Path page = folder.resolve("package-info.java");
        String text = Files.exists(page) ? Files.readString(page) : "";
        String name = String.valueOf(folder.getFileName());
        pages.put(name, parse(name, text));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return pages;
  }

  static PackagePage parse(String name, String text) {
    List<String> faults = new ArrayList<>();
    if (!text.contains("@NullMarked")) {
      faults.add(name + ": package-info.java lacks @NullMarked");
    }
    if (!PROMISE.matcher(text).find()) {
      faults.add(name + ": package-info.java lacks a line '/// Promise: ...'");
    }
    Set<String> known = new TreeSet<>();
    Matcher line = MAY_KNOW.matcher(text);
    if (!line.find()) {
      faults.add(name + ": package-info.java lacks a line '/// May know: a, b.'");
    } else {
      String list = line.group(1).replace("\n/// ", " ");
      if (NAMES.matcher(list).matches()) {
        known.addAll(List.of(list.split(", ")));
      } else if (!list.equals(NOTHING)) {
        faults.add(name + ": cannot read what it may know: " + list);
      }
    }
    return new PackagePage(name, known, faults);
  }
}
