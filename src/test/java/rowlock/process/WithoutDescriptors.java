package rowlock.process;

import java.io.FileInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// A program that says whether it sees itself when it has no descriptor left, and when it has
/// again.
final class WithoutDescriptors {
  private WithoutDescriptors() {}

  public static void main(String[] args) throws IOException {
    ProcessIdentity me = ProcessIdentity.current();
    // Loads what will be needed while there are descriptors to load it.
    Liveness before = me.liveness();
    assert before == Liveness.ALIVE;
    List<FileInputStream> opened = new ArrayList<>();
    try {
      while (opened.size() < 10_000_000) {
        opened.add(new FileInputStream("/dev/null"));
      }
    } catch (IOException _) {
      // None is left.
    }
    Liveness without = me.liveness();
    for (FileInputStream stream : opened) {
      stream.close();
    }
    System.out.println(without + " " + me.liveness());
  }
}
