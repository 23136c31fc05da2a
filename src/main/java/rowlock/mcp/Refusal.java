package rowlock.mcp;

/// A request cannot be answered as it was asked. Caught where the answer is made.
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient RpcError error;

  Refusal(RpcError error) {
    super(error.message(), null, false, false);
    this.error = error;
  }

  static Refusal unknownMethod(String method) {
    String shown = method.length() > 100 ? method.substring(0, 100) + "..." : method;
    return new Refusal(
        RpcError.of(RpcError.UNKNOWN_METHOD, "there is no method \"" + shown + "\""));
  }

  RpcError error() {
    return error;
  }
}
