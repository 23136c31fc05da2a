package rowlock.git;

/// The full name of a commit.
///
/// @param hex 40 or 64 lower-case hex digits
public record CommitId(String hex) {
  public CommitId {
    hex = ObjectName.checked(hex);
  }

  @Override
  public String toString() {
    return hex;
  }
}
