package rowlock.web;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import rowlock.mcp.Call;
import rowlock.mcp.Change;
import rowlock.mcp.Prompt;
import rowlock.mcp.Resource;
import rowlock.mcp.Tool;
import rowlock.mcp.ToolAnswer;
import rowlock.mcp.Toolbox;

/// A toolbox without tools that counts who looks into it.
record CountingToolbox(AtomicInteger effects) implements Toolbox {
  @Override
  public List<Tool> tools() {
    effects.incrementAndGet();
    return List.of();
  }

  @Override
  public ToolAnswer call(String tool, Map<String, Object> arguments, Call call) {
    throw new IllegalStateException("there is no tool");
  }

  @Override
  public List<Resource> resources() {
    return List.of();
  }

  @Override
  public List<Resource.Template> templates() {
    return List.of();
  }

  @Override
  public Optional<Resource.Contents> read(String uri) {
    return Optional.empty();
  }

  @Override
  public List<Prompt> prompts() {
    return List.of();
  }

  @Override
  public List<Prompt.Message> prompt(String name, Map<String, String> arguments) {
    return List.of();
  }

  @Override
  public Watching watch(Supplier<Set<String>> resources, Consumer<Change> listener) {
    return () -> {};
  }
}
