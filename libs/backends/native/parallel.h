// Work on several threads.

#pragma once

#include <cstdint>
#include <functional>

// Calls run(first, end) for parts of [0, count) that together are all of it, at the same time, of at least `grain` items each.
// Which parts there are depends on the number of threads: sums over several of them must not.
void parallel(int64_t count, int64_t grain, const std::function<void(int64_t first, int64_t end)>& run);
