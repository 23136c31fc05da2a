package rowlock.git;

/// The full name of a tree: the content of a commit without its history.
///
/// @param hex 40 or 64 lower-case hex digits
public record TreeId(String hex) {
  public TreeId {
    hex = ObjectName.checked(hex);
  }

  @Override
  public String toString() {
    return hex;
  }
}
