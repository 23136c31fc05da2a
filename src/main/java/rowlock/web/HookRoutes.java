package rowlock.web;

import java.util.List;
import java.util.Optional;
import rowlock.task.Name;

/// The routes to which agents' hooks report.
final class HookRoutes {
  private final HookSink sink;

  HookRoutes(HookSink sink) {
    this.sink = sink;
  }

  List<Route> all() {
    return List.of(
        new Route(
            Method.POST, "/hooks/{kind}", Credential.AGENT, ask -> receive(ask, Optional.empty())),
        new Route(
            Method.POST,
            "/hooks/{kind}/{event}",
            Credential.AGENT,
            ask -> receive(ask, Optional.of(ask.segment("event")))));
  }

  private Reply receive(Ask ask, Optional<String> event) throws InterruptedException {
    try {
      String kind = Name.require("kind", ask.segment("kind"));
      event.ifPresent(name -> Name.require("event", name));
      return Reply.json(
          200, sink.receive(new HookSink.Report(ask.identity(), kind, event, ask.json())));
    } catch (IllegalArgumentException wrong) {
      return Reply.error(
          400, "invalid_input", String.valueOf(wrong.getMessage()), "see the kind's description");
    }
  }
}
