package rowlock.need;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import rowlock.task.AgentId;

/// Why a command about a need was not carried out.
public sealed interface NeedRefusal {
  /// What is so, in one sentence.
  String message();

  /// What to do next, in one sentence.
  String hint();

  /// No such need, or it was settled so long ago that it left the board.
  record UnknownNeed(String need) implements NeedRefusal {
    @Override
    public String message() {
      return "there is no need " + need;
    }

    @Override
    public String hint() {
      return "see `rowlock needs` for what waits for a person";
    }
  }

  /// Somebody answered before.
  record AlreadyAnswered(String need, String by, Choice choice, Instant at) implements NeedRefusal {
    private static final int SHOWN = 100;

    @Override
    public String message() {
      String answer = choice.text();
      return "need %s was answered by %s at %s: %s"
          .formatted(
              need,
              by,
              at.truncatedTo(ChronoUnit.SECONDS),
              answer.length() > SHOWN ? answer.substring(0, SHOWN) + "..." : answer);
    }

    @Override
    public String hint() {
      return "an answer is final; see `rowlock needs` for what still waits";
    }
  }

  /// It waits for nobody any more.
  record AlreadyWithdrawn(String need, String reason) implements NeedRefusal {
    @Override
    public String message() {
      return "need " + need + " waits no more: " + reason;
    }

    @Override
    public String hint() {
      return "see `rowlock needs` for what still waits";
    }
  }

  /// The answer is none of those the permission can have.
  record NotAmongChoices(String need, List<String> choices) implements NeedRefusal {
    public NotAmongChoices {
      choices = List.copyOf(choices);
    }

    @Override
    public String message() {
      return "need %s asks for a permission and takes no such answer".formatted(need);
    }

    @Override
    public String hint() {
      return "answer with deny or one of: " + String.join(", ", choices);
    }
  }

  /// An agent answers itself.
  record OwnNeed(String need, AgentId agent) implements NeedRefusal {
    @Override
    public String message() {
      return "need " + need + " was raised for " + agent + ", which cannot answer itself";
    }

    @Override
    public String hint() {
      return "somebody else must answer it, or it can be withdrawn";
    }
  }

  /// The same subject with other words: whoever reads the one would decide on the other.
  record OtherWords(String need, String subject) implements NeedRefusal {
    @Override
    public String message() {
      return "need %s has the subject %s, and other words".formatted(need, subject);
    }

    @Override
    public String hint() {
      return "give the new need a subject of its own";
    }
  }

  /// Too much waits already.
  record TooManyNeeds(int limit) implements NeedRefusal {
    @Override
    public String message() {
      return "%d needs wait for a person already, which is the limit".formatted(limit);
    }

    @Override
    public String hint() {
      return "answer some of those that `rowlock needs` shows";
    }
  }
}
