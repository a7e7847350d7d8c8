// The gradient of max(x, 0).

#pragma once

#include "base.h"

namespace relu {

FOR_EACH_PROCESSOR
static void gradient(const float* __restrict dy, const float* __restrict y, Index count, float* __restrict dx) {
  for (Index i = 0; i < count; i++) {
    // Read in any case, so that the loop becomes vectors.
    const float d = dy[i];
    dx[i] = y[i] > 0 ? d : 0;
  }
}

}  // namespace relu
