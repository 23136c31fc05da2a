package rowlock.mcp;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// What one caller is offered over MCP: tools to call, resources to read, prompts to start from.
///
/// Safe to use from many threads at once. What fails unexpectedly may be thrown: the client is told
/// that there was an internal error.
public interface Toolbox {
  /// The tools, in a fixed order.
  List<Tool> tools();

  /// The names of all tools that may be called: those of [#tools], and perhaps some that are not
  /// worth telling every model about.
  default List<String> callable() {
    return tools().stream().map(Tool::name).toList();
  }

  /// Uses a tool that [#callable] names. The arguments are not checked yet.
  ///
  /// @param call the call that is going on; it may take as long as it needs
  /// @throws InterruptedException if the call was cancelled
  ToolAnswer call(String tool, Map<String, Object> arguments, Call call)
      throws InterruptedException;

  /// The resources that have a fixed address, in a fixed order.
  List<Resource> resources();

  /// The patterns of addresses under which there are more resources.
  List<Resource.Template> templates();

  /// What is at an address; empty if there is nothing.
  Optional<Resource.Contents> read(String uri);

  /// The prompts, in a fixed order.
  List<Prompt> prompts();

  /// What a prompt that [#prompts] names says with these arguments. All that it requires are there.
  List<Prompt.Message> prompt(String name, Map<String, String> arguments);

  /// Tells a listener of changes from now on. The listener is quick and never fails.
  ///
  /// @param addresses the addresses somebody wants to hear of, at any moment; of others nothing
  ///   needs to be told
  Watching watch(Supplier<Set<String>> addresses, Consumer<Change> listener);

  /// Somebody is told of changes, until it is closed.
  interface Watching extends AutoCloseable {
    @Override
    void close();
  }
}
