// The filters by which a convolution computes the gradient by its input.

#include <algorithm>

#include "op.h"
#include "parallel.h"

namespace {

struct PhaseFilters {
  int64_t rows, columns;
  explicit PhaseFilters(Attributes& attributes) : rows(attributes.integer("rows")), columns(attributes.integer("columns")) {}
};

// [from rows, from columns] → its transpose, whose rows are `stride` apart; in blocks that the cache holds.
void transpose(const float* from, int64_t rows, int64_t columns, int64_t stride, float* to) {
  constexpr int64_t BLOCK = 16;
  for (int64_t c = 0; c < columns; c += BLOCK)
    for (int64_t r = 0; r < rows; r += BLOCK)
      for (int64_t j = c; j < std::min(c + BLOCK, columns); j++)
        for (int64_t i = r; i < std::min(r + BLOCK, rows); i++) to[j * stride + i] = from[i * columns + j];
}

// filter [K,K,Cin,Cout], strides of the convolution → [T,T,Cout,strides·Cin] with T = ⌈K / stride⌉: small rotated filters, one for each
// phase of the stride; taps beyond K are 0. See conv2dBackpropInput.
void split(const PhaseFilters& op, Call& call) {
  const auto inputs = call.inputs();
  if (!call.ok()) return;
  const auto& filter = inputs[0];
  call.expect(filter.rank() == 4 && op.rows > 0 && op.columns > 0, "TurboPhaseFilters: expected a filter [K,K,Cin,Cout] and strides");
  if (!call.ok()) return;
  const int64_t height = filter.dim(0), width = filter.dim(1), in = filter.dim(2), out = filter.dim(3);
  const int64_t rowTaps = (height + op.rows - 1) / op.rows, columnTaps = (width + op.columns - 1) / op.columns;
  const int64_t phases = op.rows * op.columns, stride = phases * in;
  const Tensor result = call.output(0, {rowTaps, columnTaps, out, stride});
  if (!call.ok()) return;
  parallel(rowTaps * columnTaps * phases, 1, [&](int64_t first, int64_t end) {
    for (int64_t i = first; i < end; i++) {
      const int64_t tap = i / phases, phase = i % phases;
      const int64_t row = (rowTaps - 1 - tap / columnTaps) * op.rows + phase / op.columns;
      const int64_t column = (columnTaps - 1 - tap % columnTaps) * op.columns + phase % op.columns;
      float* to = result.data() + tap * out * stride + phase * in;
      if (row < height && column < width)
        transpose(filter.data() + (row * width + column) * in * out, in, out, stride, to);
      else
        for (int64_t c = 0; c < out; c++) std::fill_n(to + c * stride, in, 0.0f);
    }
  });
}

}  // namespace

void definePhaseFilters() {
  define<PhaseFilters, split>({"TurboPhaseFilters", {"rows: int", "columns: int"}, {"filter: float"}, {"phases: float"}});
}
