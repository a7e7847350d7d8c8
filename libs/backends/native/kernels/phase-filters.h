// The filters by which a convolution computes the gradient by its input.

#pragma once

#include "base.h"

namespace phase_filters {

// [from rows, from columns] → its transpose, whose rows are `stride` apart; in blocks that the cache holds.
static void transpose(const float* from, Index rows, Index columns, Index stride, float* to) {
  constexpr Index BLOCK = 16;
  for (Index c = 0; c < columns; c += BLOCK)
    for (Index r = 0; r < rows; r += BLOCK)
      for (Index j = c; j < least(c + BLOCK, columns); j++)
        for (Index i = r; i < least(r + BLOCK, rows); i++) to[j * stride + i] = from[i * columns + j];
}

// filter [K,K,Cin,Cout], strides of the convolution → [T,T,Cout,strides·Cin] with T = ⌈K / stride⌉: small rotated filters, one for each
// phase of the stride; taps beyond K are 0. See conv2dBackpropInput.
struct Split {
  Index height, width, in, out, rows, columns;
  const float* filter;
  float* filters;

  Index rowTaps() const { return (height + rows - 1) / rows; }
  Index columnTaps() const { return (width + columns - 1) / columns; }
  Index phases() const { return rows * columns; }
  Index count() const { return rowTaps() * columnTaps() * phases(); }

  // Taps of phases.
  void run(Index first, Index end) const {
    const Index stride = phases() * in;
    for (Index i = first; i < end; i++) {
      const Index tap = i / phases(), phase = i % phases();
      const Index row = (rowTaps() - 1 - tap / columnTaps()) * rows + phase / columns;
      const Index column = (columnTaps() - 1 - tap % columnTaps()) * columns + phase % columns;
      float* to = filters + tap * out * stride + phase * in;
      if (row < height && column < width)
        transpose(filter + (row * width + column) * in * out, in, out, stride, to);
      else
        for (Index c = 0; c < out; c++) fill(to + c * stride, in, 0.0f);
    }
  }
};

}  // namespace phase_filters
