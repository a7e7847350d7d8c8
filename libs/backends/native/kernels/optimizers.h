// Updates of parameters in place, and the sum of squares for the norm of gradients.

#pragma once

#include "base.h"

namespace optimizers {

// Elements of a tensor that are taken at a time; sums over parts of this size do not depend on the number of threads.
constexpr Index PART = 1 << 15;

FOR_EACH_PROCESSOR
static double sumOfSquares(const float* x, Index count) {
  // Several sums, as vectors have them.
  constexpr Index LANES = 16;
  float sums[LANES] = {};
  Index i = 0;
  for (; i + LANES <= count; i += LANES)
    for (Index k = 0; k < LANES; k++) sums[k] += x[i + k] * x[i + k];
  double total = 0;
  for (; i < count; i++) total += x[i] * x[i];
  for (float sum : sums) total += sum;
  return total;
}

struct AdamNumbers {
  float beta1, beta2, rate, epsilon, shrink, decay;
};

FOR_EACH_PROCESSOR
static void adam(const AdamNumbers& numbers, float scale, const float* __restrict g, float* __restrict p, float* __restrict sum,
                 float* __restrict squares, Index count) {
  const auto [beta1, beta2, rate, epsilon, shrink, decay] = numbers;
  for (Index i = 0; i < count; i++) {
    const float d = g[i] * scale + p[i] * decay;
    sum[i] = sum[i] * beta1 + d;
    squares[i] = squares[i] * beta2 + d * d;
    p[i] = p[i] * shrink - sum[i] / (__builtin_sqrtf(squares[i]) + epsilon) * rate;
  }
}

struct SgdNumbers {
  float rate, momentum, decay, nesterov;
};

FOR_EACH_PROCESSOR
static void sgd(const SgdNumbers& numbers, float scale, const float* __restrict g, float* __restrict p, float* __restrict buffer,
                Index count) {
  const auto [rate, momentum, decay, nesterov] = numbers;
  for (Index i = 0; i < count; i++) {
    const float d = g[i] * scale + p[i] * decay;
    buffer[i] = buffer[i] * momentum + d;
    p[i] -= rate * (nesterov != 0 ? d + buffer[i] * momentum : buffer[i]);
  }
}

}  // namespace optimizers
