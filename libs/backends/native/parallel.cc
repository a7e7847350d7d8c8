#include "parallel.h"

#include <algorithm>
#include <condition_variable>
#include <cstdlib>
#include <mutex>
#include <thread>
#include <vector>

namespace {

int threadCount() {
  for (const char* name : {"TF_NUM_INTRAOP_THREADS", "OMP_NUM_THREADS"}) {
    const char* text = std::getenv(name);
    const int count = text ? std::atoi(text) : 0;
    if (count > 0) return count;
  }
  return std::max(1u, std::thread::hardware_concurrency());
}

// Threads that wait for parts of one piece of work at a time.
class Pool {
 public:
  explicit Pool(int threads) : threads_(threads) {
    for (int i = 1; i < threads; i++) std::thread([this] { work(); }).detach();
  }
  int threads() const { return threads_; }

  // The caller does parts too.
  void run(int64_t parts, const std::function<void(int64_t)>& part) {
    std::lock_guard<std::mutex> one(callers_);
    {
      std::lock_guard<std::mutex> lock(mutex_);
      part_ = &part;
      next_ = 0;
      parts_ = left_ = parts;
    }
    wake_.notify_all();
    std::unique_lock<std::mutex> lock(mutex_);
    doParts(lock);
    done_.wait(lock, [this] { return left_ == 0; });
    part_ = nullptr;
  }

 private:
  void work() {
    std::unique_lock<std::mutex> lock(mutex_);
    while (true) {
      wake_.wait(lock, [this] { return part_ && next_ < parts_; });
      doParts(lock);
    }
  }
  void doParts(std::unique_lock<std::mutex>& lock) {
    while (part_ && next_ < parts_) {
      const auto* part = part_;
      const int64_t index = next_++;
      lock.unlock();
      (*part)(index);
      lock.lock();
      if (--left_ == 0) done_.notify_all();
    }
  }

  const int threads_;
  std::mutex callers_, mutex_;
  std::condition_variable wake_, done_;
  const std::function<void(int64_t)>* part_ = nullptr;
  int64_t next_ = 0, parts_ = 0, left_ = 0;
};

}  // namespace

void parallel(int64_t count, int64_t grain, const std::function<void(int64_t, int64_t)>& run) {
  // Never deleted: its threads wait until the process ends.
  static Pool* const pool = new Pool(threadCount());
  const int64_t parts = std::min<int64_t>(pool->threads(), count / std::max<int64_t>(grain, 1));
  if (parts <= 1) {
    if (count > 0) run(0, count);
    return;
  }
  pool->run(parts, [&](int64_t i) { run(count * i / parts, count * (i + 1) / parts); });
}
