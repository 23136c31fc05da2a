/// JSON text to plain values and back, with nothing but Jackson's streaming core: binding libraries
/// cost 75 to 110 ms at every start.
///
/// Plain values are `Map<String, Object>` in the order of the text, `List<Object>`, `String`,
/// `Long`, `Double`, `BigDecimal` where a double would not be exact, and `Boolean`. There is no
/// null: a member that is null counts as absent.
///
/// Promise: whatever the text, reading stays within its limits, and an error names line and column.
///
/// May know: nothing but the JDK.
@NullMarked
package rowlock.json;

import org.jspecify.annotations.NullMarked;
