// The gradient of max(x, 0).

#pragma once

#include "base.h"

namespace relu {

FOR_EACH_PROCESSOR
static void gradient(const float* __restrict dy, const float* __restrict y, Index count, float* __restrict dx) {
  for (Index i = 0; i < count; i++) dx[i] = y[i] > 0 ? dy[i] : 0;
}

}  // namespace relu
