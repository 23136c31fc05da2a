package rowlock.structure;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.Tree.Kind;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/// The rules of tidiness that need the syntax tree of one compilation unit.
final class TreeRules extends TreePathScanner<@Nullable Void, @Nullable Void> {
  private static final int MAX_METHOD_LINES = 40;
  private static final int MAX_CONSTRUCTOR_PARAMETERS = 5;
  private static final int MAX_RECORD_COMPONENTS = 7;

  private static final Pattern VAGUE_NAME =
      Pattern.compile(
          ".*(Manager|Helpers?|Utils?|Impl|Processor|Data|Info|Wrapper)"
              + "|(Enhanced|Advanced|Simple|Smart|Base|Abstract)([A-Z].*)?");
  private static final Pattern GETTER = Pattern.compile("get[A-Z].*");
  private static final Pattern SLEEPER = Pattern.compile("Thread|TimeUnit\\.\\w+|[A-Z]+SECONDS");

  /// Which rules apply: tests may take booleans and need no doc comments, but never sleep.
  enum Scope {
    PROGRAM,
    TESTS
  }

  private final CompilationUnitTree unit;
  private final DocTrees trees;
  private final Scope scope;
  private final List<String> found = new ArrayList<>();

  private TreeRules(CompilationUnitTree unit, DocTrees trees, Scope scope) {
    this.unit = unit;
    this.trees = trees;
    this.scope = scope;
  }

  /// What is untidy in a compilation unit, in sentences that start with the place.
  static List<String> of(CompilationUnitTree unit, DocTrees trees, Scope scope) {
    TreeRules rules = new TreeRules(unit, trees, scope);
    rules.scan(unit, null);
    return rules.found;
  }

  @Override
  public @Nullable Void visitClass(ClassTree type, @Nullable Void unused) {
    String name = type.getSimpleName().toString();
    if (VAGUE_NAME.matcher(name).matches()) {
      report(type, name + " says nothing: name what it is");
    }
    if (scope == Scope.PROGRAM && isVisible(getCurrentPath()) && docComment().isBlank()) {
      report(type, name + " is public and has no doc comment");
    }
    if (type.getKind() == Kind.RECORD && components(type) > MAX_RECORD_COMPONENTS) {
      report(type, name + " has " + components(type) + " parts, at most " + MAX_RECORD_COMPONENTS);
    }
    return super.visitClass(type, null);
  }

  @Override
  public @Nullable Void visitMethod(MethodTree method, @Nullable Void unused) {
    int lines = line(end(method)) - firstLine(method) + 1;
    if (lines > MAX_METHOD_LINES && !isTableOfStories()) {
      report(method, method.getName() + " has " + lines + " lines, at most " + MAX_METHOD_LINES);
    }
    if (scope == Scope.PROGRAM) {
      checkSignature(method);
    }
    return super.visitMethod(method, null);
  }

  @Override
  public @Nullable Void visitMethodInvocation(MethodInvocationTree call, @Nullable Void unused) {
    if (scope == Scope.TESTS
        && call.getMethodSelect() instanceof MemberSelectTree select
        && select.getIdentifier().contentEquals("sleep")
        && SLEEPER.matcher(select.getExpression().toString()).matches()) {
      report(call, "a test waits for what it needs, it does not sleep");
    }
    return super.visitMethodInvocation(call, null);
  }

  private void checkSignature(MethodTree method) {
    boolean constructor = method.getReturnType() == null;
    boolean canonical = constructor && enclosingType().getKind() == Kind.RECORD;
    int parameters = method.getParameters().size();
    if (constructor && !canonical && parameters > MAX_CONSTRUCTOR_PARAMETERS) {
      report(method, parameters + " constructor parameters, at most " + MAX_CONSTRUCTOR_PARAMETERS);
    }
    if (canonical || isOverriding(method) || !isVisible(getCurrentPath().getParentPath(), method)) {
      return;
    }
    if (GETTER.matcher(method.getName()).matches()) {
      report(method, method.getName() + " is named for what it answers, without 'get'");
    }
    for (VariableTree parameter : method.getParameters()) {
      if (parameter.getType().toString().matches("boolean|Boolean")) {
        report(method, method.getName() + " takes the boolean " + parameter.getName());
      }
    }
  }

  private static boolean isOverriding(MethodTree method) {
    return method.getModifiers().getAnnotations().stream()
        .anyMatch(annotation -> annotation.getAnnotationType().toString().equals("Override"));
  }

  /// Whether a public method of this type can be called from outside the type.
  private static boolean isVisible(TreePath path, MethodTree method) {
    return isPublic(method.getModifiers(), path.getLeaf()) && !isInsidePrivate(path);
  }

  /// Whether other packages see this type.
  private static boolean isVisible(TreePath path) {
    ClassTree type = (ClassTree) path.getLeaf();
    if (type.getSimpleName().isEmpty()) {
      return false;
    }
    Tree outer = path.getParentPath().getLeaf();
    boolean visible = isPublic(type.getModifiers(), outer);
    return visible && (!(outer instanceof ClassTree) || isVisible(path.getParentPath()));
  }

  private static boolean isPublic(ModifiersTree modifiers, Tree enclosing) {
    Set<Modifier> flags = modifiers.getFlags();
    boolean member = enclosing.getKind() == Kind.INTERFACE;
    return flags.contains(Modifier.PUBLIC) || (member && !flags.contains(Modifier.PRIVATE));
  }

  private static boolean isInsidePrivate(TreePath path) {
    for (Tree tree : path) {
      if (tree instanceof ClassTree type
          && (type.getSimpleName().isEmpty()
              || type.getModifiers().getFlags().contains(Modifier.PRIVATE))) {
        return true;
      }
    }
    return false;
  }

  private ClassTree enclosingType() {
    return (ClassTree) getCurrentPath().getParentPath().getLeaf();
  }

  private static long components(ClassTree type) {
    return type.getMembers().stream()
        .filter(VariableTree.class::isInstance)
        .map(VariableTree.class::cast)
        .filter(field -> !field.getModifiers().getFlags().contains(Modifier.STATIC))
        .count();
  }

  private String docComment() {
    String comment = trees.getDocComment(getCurrentPath());
    return comment == null ? "" : comment;
  }

  /// Stories are tables of cases: a method is as long as its table.
  private boolean isTableOfStories() {
    return scope == Scope.TESTS && unit.getSourceFile().getName().endsWith("Stories.java");
  }

  /// The first line behind a method's annotations, which may hold a table of cases.
  private int firstLine(MethodTree method) {
    List<? extends Tree> annotations = method.getModifiers().getAnnotations();
    return annotations.isEmpty() ? line(start(method)) : line(end(annotations.getLast())) + 1;
  }

  private long start(Tree tree) {
    return trees.getSourcePositions().getStartPosition(unit, tree);
  }

  private long end(Tree tree) {
    return trees.getSourcePositions().getEndPosition(unit, tree);
  }

  private int line(long position) {
    return Math.toIntExact(unit.getLineMap().getLineNumber(position));
  }

  private void report(Tree tree, String sentence) {
    found.add(unit.getSourceFile().getName() + ":" + line(start(tree)) + ": " + sentence);
  }
}
