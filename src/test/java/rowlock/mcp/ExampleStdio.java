package rowlock.mcp;

/// The example as a program that speaks over its standard streams.
final class ExampleStdio {
  private ExampleStdio() {}

  public static void main(String[] arguments) throws InterruptedException {
    new StdioServer(
            new ServerCard("example", "Example", "1.0.0", "For tests."),
            new ExampleToolbox(),
            System.in,
            System.out)
        .run();
  }
}
