package rowlock.registry;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import rowlock.access.Identity;
import rowlock.task.Text;

/// The JSON Schemas of operations, short, as they are read by models that pay for every token.
public final class Schemas {
  private static final int LONGEST_STATED = 1_000;

  private Schemas() {}

  /// What an operation takes from somebody: an agent is not asked who it is.
  public static Map<String, Object> input(Operation operation, Identity identity) {
    boolean isAgent = identity.agent().isPresent();
    return object(
        operation.parameters().stream()
            .filter(parameter -> !isAgent || parameter.presence() != Parameter.Presence.FOR_OTHERS)
            .toList());
  }

  /// What an operation takes at most.
  public static Map<String, Object> input(Operation operation) {
    return object(operation.parameters());
  }

  /// What a tool promises of its answer: what is always in it. Nothing where it is but texts, which
  /// explain themselves when they are there.
  public static Optional<Map<String, Object>> promise(Operation operation) {
    List<Member> always =
        operation.returns().stream()
            .filter(member -> member.presence() == Member.Presence.ALWAYS)
            .toList();
    return always.stream().allMatch(member -> member.form() == Member.Form.STRING)
        ? Optional.empty()
        : Optional.of(output(always));
  }

  /// What an operation answers when it was done.
  public static Map<String, Object> output(Operation operation) {
    return output(operation.returns());
  }

  private static Map<String, Object> output(List<Member> members) {
    Map<String, Object> properties = new LinkedHashMap<>();
    for (Member member : members) {
      properties.put(member.name(), Map.of("type", member.form().name().toLowerCase(Locale.ROOT)));
    }
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "object");
    schema.put("properties", properties);
    return schema;
  }

  private static Map<String, Object> object(List<Parameter> parameters) {
    Map<String, Object> properties = new LinkedHashMap<>();
    for (Parameter parameter : parameters) {
      Map<String, Object> schema = of(parameter.type());
      schema.put("description", parameter.description());
      properties.put(parameter.name(), schema);
    }
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "object");
    schema.put("properties", properties);
    List<String> required =
        parameters.stream()
            .filter(parameter -> parameter.presence() == Parameter.Presence.REQUIRED)
            .map(Parameter::name)
            .toList();
    if (!required.isEmpty()) {
      schema.put("required", required);
    }
    return schema;
  }

  private static Map<String, Object> of(Type type) {
    Map<String, Object> schema = new LinkedHashMap<>();
    switch (type) {
      case Type.Words words -> {
        schema.put("type", "string");
        if (words.maxLength() > LONGEST_STATED && words.maxLength() < Text.MAX_BODY) {
          schema.put("maxLength", words.maxLength());
        }
      }
      case Type.Whole whole -> {
        schema.put("type", "integer");
        if (whole.most() < LONGEST_STATED) {
          schema.put("minimum", whole.least());
          schema.put("maximum", whole.most());
        }
      }
      case Type.Choice choice -> {
        schema.put("type", "string");
        schema.put("enum", choice.words());
      }
      case Type.Flag _ -> schema.put("type", "boolean");
      case Type.Several several -> {
        schema.put("type", "array");
        schema.put("items", of(several.element()));
      }
      case Type.Compound compound when compound.shownAs().isEmpty() ->
          schema.putAll(object(compound.members()));
      case Type.Compound _ -> schema.put("type", "object");
    }
    return schema;
  }
}
