package rowlock.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rowlock.access.Roles;
import rowlock.registry.Operation;
import rowlock.registry.Registry;
import rowlock.registry.Right;
import rowlock.registry.Schemas;
import rowlock.task.Name;

/// The operations as an OpenAPI 3.1 document (<https://spec.openapis.org/oas/v3.1.1.html>).
final class OpenApi {
  private static final String JSON_TYPE = "application/json";

  private OpenApi() {}

  static Map<String, Object> of(Registry registry) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("openapi", "3.1.1");
    document.put("info", Map.of("title", "rowlock", "version", "1"));
    document.put("security", List.of(Map.of("token", List.of())));
    Map<String, Object> paths = new LinkedHashMap<>();
    registry.all().forEach(operation -> paths.put("/api/" + operation.name(), path(operation)));
    document.put("paths", paths);
    document.put("components", components());
    return document;
  }

  private static Map<String, Object> path(Operation operation) {
    Map<String, Object> post = described(operation, operation.name());
    if (operation.right().effect() != Right.Effect.READS) {
      post.put("parameters", List.of(Map.of("$ref", "#/components/parameters/key")));
    }
    post.put("requestBody", Map.of("required", true, "content", content(Schemas.input(operation))));
    post.put("responses", responses(operation));
    Map<String, Object> path = new LinkedHashMap<>();
    path.put("post", post);
    return path;
  }

  private static Map<String, Object> described(Operation operation, String id) {
    Map<String, Object> description = new LinkedHashMap<>();
    description.put("operationId", id);
    description.put("summary", operation.summary());
    operation
        .right()
        .permission()
        .ifPresent(permission ->
            description.put(
                "description", "Needs the permission `" + Roles.label(permission) + "`."));
    return description;
  }

  private static Map<String, Object> responses(Operation operation) {
    Map<String, Object> done = new LinkedHashMap<>();
    done.put("description", "It was done.");
    done.put("content", content(Schemas.output(operation)));
    Map<String, Object> responses = new LinkedHashMap<>();
    responses.put("200", done);
    responses.put("default", Map.of("$ref", "#/components/responses/error"));
    return responses;
  }

  private static Map<String, Object> components() {
    Map<String, Object> components = new LinkedHashMap<>();
    components.put("securitySchemes", Map.of("token", Map.of("type", "http", "scheme", "bearer")));
    components.put("parameters", Map.of("key", key()));
    Map<String, Object> error = new LinkedHashMap<>();
    error.put("description", "It was not done; `code` says why, `hint` what to do next.");
    error.put("content", content(errorSchema()));
    components.put("responses", Map.of("error", error));
    return components;
  }

  private static Map<String, Object> key() {
    Map<String, Object> key = new LinkedHashMap<>();
    key.put("name", "Idempotency-Key");
    key.put("in", "header");
    key.put("description", "Sending it again with the same key does it once.");
    key.put("schema", Map.of("type", "string", "maxLength", Name.MAX_LENGTH));
    return key;
  }

  private static Map<String, Object> errorSchema() {
    Map<String, Object> members = new LinkedHashMap<>();
    for (String name : List.of("code", "message", "hint", "reason")) {
      members.put(name, Map.of("type", "string"));
    }
    Map<String, Object> error = new LinkedHashMap<>();
    error.put("type", "object");
    error.put("properties", members);
    error.put("required", List.of("code", "message", "hint"));
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "object");
    schema.put("properties", Map.of("error", error, "data", Map.of("type", "object")));
    schema.put("required", List.of("error"));
    return schema;
  }

  private static Map<String, Object> content(Map<String, Object> schema) {
    return Map.of(JSON_TYPE, Map.of("schema", schema));
  }
}
