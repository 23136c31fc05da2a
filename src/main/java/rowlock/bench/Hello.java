package rowlock.bench;

/// The least a Java program can do; the floor of every start.
public final class Hello {
  private Hello() {}

  /// Prints one word.
  public static void main(String[] arguments) {
    System.out.println("hello");
  }
}
