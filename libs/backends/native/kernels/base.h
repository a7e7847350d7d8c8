// What kernels need besides arithmetic. They include no standard library, so that they compile for WebAssembly as well: memory from malloc
// and a few functions of numbers are all that they call.

#pragma once

#include <stdint.h>

// Sizes and positions, as wide as an address: 64-bit arithmetic would keep loops of WebAssembly from becoming vectors.
using Index = intptr_t;

// A function compiled for several processors, of which the fastest that runs here is taken.
#if defined(__x86_64__) && defined(__linux__) && __GNUC__ >= 12 && !defined(__clang__)
#define FOR_EACH_PROCESSOR __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define FOR_EACH_PROCESSOR
#endif

#define INLINE inline __attribute__((always_inline))

template <class T>
INLINE T least(T a, T b) {
  return b < a ? b : a;
}

template <class T>
INLINE void copy(const T* from, Index count, T* to) {
  for (Index i = 0; i < count; i++) to[i] = from[i];
}

template <class T>
INLINE void fill(T* to, Index count, T value) {
  for (Index i = 0; i < count; i++) to[i] = value;
}

// Memory for the time of a call, all 0.
template <class T>
class Scratch {
 public:
  explicit Scratch(Index count) : data_(static_cast<T*>(__builtin_malloc(static_cast<__SIZE_TYPE__>(count + 1) * sizeof(T)))) {
    if (!data_) __builtin_trap();
    __builtin_memset(static_cast<void*>(data_), 0, static_cast<__SIZE_TYPE__>(count) * sizeof(T));
  }
  Scratch(const Scratch&) = delete;
  ~Scratch() { __builtin_free(data_); }
  operator T*() const { return data_; }

 private:
  T* data_;
};
