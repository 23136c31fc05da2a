package rowlock.workflow;

/// Where something stands in a file.
///
/// @param line 1 for the first
/// @param column 1 for the first, in characters
record Place(int line, int column) {
  static final Place START = new Place(1, 1);
}
