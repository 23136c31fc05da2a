package rowlock.tmux;

import java.util.ArrayList;
import java.util.List;

/// The way requests reach the server: a process for each, or a connection for all.
interface Way {
  /// Has a request done.
  Answer ask(Request request);

  /// Has several requests done in this order; one that is refused does not keep the others.
  ///
  /// @return the answers in the same order
  default List<Answer> askAll(List<Request> requests) {
    List<Answer> answers = new ArrayList<>(requests.size());
    requests.forEach(request -> answers.add(ask(request)));
    return answers;
  }
}
