package rowlock.registry;

import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import rowlock.access.Identity;

/// What a call of an operation must lead to.
///
/// @param operation its name
/// @param caller who calls
/// @param given prepares the scene and tells the arguments
/// @param then looks at the scene, and at what was answered where reading is all there is
record Effect(
    String operation,
    Identity caller,
    Function<Scene, Map<String, Object>> given,
    BiConsumer<Scene, Map<String, Object>> then) {}
