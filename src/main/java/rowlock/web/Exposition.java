package rowlock.web;

/// A text in the form that Prometheus reads, version 0.0.4
/// (<https://prometheus.io/docs/instrumenting/exposition_formats/>).
final class Exposition {
  static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final StringBuilder text = new StringBuilder();

  /// Begins the samples of one metric.
  ///
  /// @param type `counter`, `gauge` or `histogram`
  void begin(String name, String type, String help) {
    text.append("# HELP ").append(name).append(' ').append(help).append('\n');
    text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
  }

  /// One sample.
  ///
  /// @param labels names and values in turn
  void sample(String name, Number value, String... labels) {
    text.append(name);
    for (int i = 0; i < labels.length; i += 2) {
      text.append(i == 0 ? '{' : ',').append(labels[i]).append("=\"");
      text.append(escape(labels[i + 1])).append('"');
    }
    text.append(labels.length == 0 ? " " : "} ").append(value).append('\n');
  }

  /// A metric with one sample.
  void gauge(String name, String help, Number value) {
    begin(name, "gauge", help);
    sample(name, value);
  }

  String text() {
    return text.toString();
  }

  private static String escape(String value) {
    return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }
}
