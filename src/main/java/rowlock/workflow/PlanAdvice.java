package rowlock.workflow;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// What experience says about a plan before anything starts.
///
/// @param shape its figures
/// @param remarks what could be better, at most [#MAX_REMARKS] of a subject
public record PlanAdvice(PlanShape shape, List<Remark> remarks) {
  /// How many remarks on one subject are shown.
  public static final int MAX_REMARKS = 25;

  public PlanAdvice {
    remarks = List.copyOf(remarks);
  }

  /// The advice on a plan.
  public static PlanAdvice on(Plan plan) {
    Outlook outlook = Outlook.on(plan);
    List<Remark> all = new ArrayList<>();
    all.addAll(TaskRules.remarks(outlook));
    all.addAll(new FileRules(outlook).remarks());
    return new PlanAdvice(PlanShape.of(outlook), shortened(all));
  }

  private static List<Remark> shortened(List<Remark> all) {
    Map<Remark.Subject, List<Remark>> bySubject = new EnumMap<>(Remark.Subject.class);
    all.forEach(remark ->
        bySubject.computeIfAbsent(remark.subject(), key -> new ArrayList<>()).add(remark));
    List<Remark> shown = new ArrayList<>();
    bySubject.forEach((subject, remarks) -> {
      shown.addAll(remarks.subList(0, Math.min(MAX_REMARKS, remarks.size())));
      if (remarks.size() > MAX_REMARKS) {
        int more = remarks.size() - MAX_REMARKS;
        shown.add(new Remark(subject, List.of(), "and " + more + " more of this kind"));
      }
    });
    return shown;
  }
}
