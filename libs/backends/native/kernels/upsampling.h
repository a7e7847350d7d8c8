// The transpose of bilinear interpolation to twice the side, half-pixel centers.

#pragma once

#include "base.h"

namespace upsampling {

// to[i] = sums of the numbers that read i, `stride` apart: 3/4 of the two nearest, 1/4 of the next; the border counts for what is outside.
FOR_EACH_PROCESSOR
static void gather(const float* __restrict from, Index size, Index stride, float* __restrict to) {
  for (Index i = 0; i < size; i++) {
    const float *near = from + 2 * i * stride, *far = near + stride;
    const float* before = i > 0 ? near - stride : near;
    const float* after = i + 1 < size ? far + stride : far;
    for (Index c = 0; c < stride; c++) to[i * stride + c] = 0.75f * (near[c] + far[c]) + 0.25f * (before[c] + after[c]);
  }
}

// dy [batch,2·height,2·width,channels] → dx [batch,height,width,channels]
struct Gradient {
  Index height, width, channels;
  const float* dy;
  float* dx;

  // Maps.
  void run(Index first, Index end) const {
    const Scratch<float> rows(height * 2 * width * channels);
    for (Index n = first; n < end; n++) {
      gather(dy + n * 4 * height * width * channels, height, 2 * width * channels, rows);
      for (Index i = 0; i < height; i++)
        gather(rows + i * 2 * width * channels, width, channels, dx + (n * height + i) * width * channels);
    }
  }
};

}  // namespace upsampling
