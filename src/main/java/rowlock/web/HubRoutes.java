package rowlock.web;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import rowlock.access.Identity;
import rowlock.board.Board;
import rowlock.mcp.McpHttp;
import rowlock.mcp.Toolbox;
import rowlock.meter.Meters;
import rowlock.registry.Gateway;
import rowlock.registry.Registry;

/// All routes of a hub.
public final class HubRoutes {
  private HubRoutes() {}

  /// The operations, and the way somebody calls them.
  public record Operations(Registry registry, Function<Identity, Gateway> gateways) {}

  /// The MCP server, and what it offers somebody.
  public record Mcp(McpHttp server, Function<Identity, Toolbox> toolboxes) {}

  /// What the numbers of a hub are taken from.
  ///
  /// @param boards the board as it is now
  /// @param meters what the hub measures of its own work
  public record Figures(Traffic traffic, Supplier<Board> boards, Meters meters) {}

  /// The table of routes of a hub.
  public static RouteTable of(
      Operations operations, Mcp mcp, HookSink hooks, Health health, Figures figures) {
    return RouteTable.of(
        Stream.of(
                new ApiRoutes(operations.registry(), operations.gateways()).all(),
                new McpRoutes(mcp.server(), mcp.toolboxes()).all(),
                new HookRoutes(hooks).all(),
                new HealthRoutes(health).all(),
                List.of(metrics(figures)))
            .flatMap(List::stream)
            .toList());
  }

  private static Route metrics(Figures figures) {
    BoardFigures board = new BoardFigures(figures.boards());
    MeterFigures meters = new MeterFigures(figures.meters());
    return new Route(
        Method.GET,
        "/metrics",
        Credential.ANYBODY,
        _ -> {
          Exposition text = new Exposition();
          figures.traffic().writeTo(text);
          board.writeTo(text);
          meters.writeTo(text);
          ProcessFigures.writeTo(text);
          return Reply.text(Exposition.TYPE, text.text());
        });
  }
}
