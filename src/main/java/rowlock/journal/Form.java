package rowlock.journal;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import rowlock.json.JsonWriter;

/// The members of a JSON object that is being written. What is empty is left out.
///
/// Times are ISO-8601 in UTC with all their digits, lengths of time ISO-8601 durations.
final class Form {
  private final JsonWriter out;

  Form(JsonWriter out) {
    this.out = out;
  }

  Form text(String name, String value) {
    out.member(name, value);
    return this;
  }

  Form text(String name, Optional<String> value) {
    value.ifPresent(text -> out.member(name, text));
    return this;
  }

  Form textIfAny(String name, String value) {
    return value.isEmpty() ? this : text(name, value);
  }

  Form number(String name, long value) {
    out.member(name, value);
    return this;
  }

  Form number(String name, Optional<Long> value) {
    value.ifPresent(number -> out.member(name, number));
    return this;
  }

  Form flag(String name, boolean value) {
    out.member(name, value);
    return this;
  }

  Form time(String name, Instant value) {
    return text(name, Times.format(value));
  }

  Form time(String name, Optional<Instant> value) {
    value.ifPresent(time -> time(name, time));
    return this;
  }

  Form length(String name, Duration value) {
    return text(name, value.toString());
  }

  Form texts(String name, Collection<String> values) {
    return texts(name, values, Function.identity());
  }

  <T> Form texts(String name, Collection<T> values, Function<? super T, String> text) {
    if (!values.isEmpty()) {
      out.beginArray(name);
      values.forEach(value -> out.element(text.apply(value)));
      out.endArray();
    }
    return this;
  }

  <T> Form object(String name, T value, BiConsumer<? super T, Form> members) {
    out.beginObject(name);
    members.accept(value, this);
    out.endObject();
    return this;
  }

  <T> Form objectIfAny(String name, Optional<T> value, BiConsumer<? super T, Form> members) {
    value.ifPresent(present -> object(name, present, members));
    return this;
  }

  <T> Form objects(String name, Collection<T> values, BiConsumer<? super T, Form> members) {
    if (!values.isEmpty()) {
      out.beginArray(name);
      values.forEach(value -> {
        out.beginObject();
        members.accept(value, this);
        out.endObject();
      });
      out.endArray();
    }
    return this;
  }
}
