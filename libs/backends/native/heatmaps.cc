// Statistics of the softmax of heatmaps [R,M,M,K], and bilinear upsampling's gradient.

#include <algorithm>
#include <cmath>
#include <cstring>

#include "op.h"
#include "parallel.h"

namespace {

// e^x to 2 units in the last place, in operations that vectors have; 0 below -87.
inline __attribute__((always_inline)) float exponential(float x) {
  const float bounded = x < -87.0f ? -87.0f : (x > 88.0f ? 88.0f : x);
  // x = n log 2 + r: adding and subtracting 1.5 · 2^23 rounds to whole numbers.
  constexpr float ROUND = 12582912.0f;
  const float n = (bounded * 1.44269504f + ROUND) - ROUND;
  const float r = bounded - n * 0.693359375f + n * 2.12194440e-4f;
  float p = 1.9875691500e-4f;
  p = p * r + 1.3981999507e-3f;
  p = p * r + 8.3334519073e-3f;
  p = p * r + 4.1665795894e-2f;
  p = p * r + 1.6666665459e-1f;
  p = p * r + 5.0000001201e-1f;
  p = p * r * r + r + 1;
  const int32_t bits = (static_cast<int32_t>(n) + 127) << 23;
  float power;
  std::memcpy(&power, &bits, sizeof power);
  // NaN stays NaN.
  return x < -87.0f ? 0 : (x == x ? p * power : x);
}

struct ReadHeatmaps {
  int64_t side;
  explicit ReadHeatmaps(Attributes& attributes) : side(attributes.integer("side")) {}
};

// One region's heatmaps: M·M cells of K numbers; the statistics are 4 + S·S rows of K: x, y, peak, log total, masses of blocks.
struct Maps {
  int64_t side, keypoints, blocks;
  int64_t cells() const { return side * side * keypoints; }
  int64_t rows() const { return (4 + blocks * blocks) * keypoints; }
  int64_t block() const { return side / blocks; }
  float center(int64_t i) const { return (i + 0.5f) / (side / 2.0f) - 1; }
};

// All below work on rows of M cells of K numbers, which vectors take whole.

FOR_EACH_PROCESSOR
void largest(const float* __restrict row, int64_t count, float* __restrict top) {
  // NaN wins.
  for (int64_t i = 0; i < count; i++) top[i] = row[i] <= top[i] ? top[i] : row[i];
}

// e = exp(logit - top), added to `sum` and, times `place`, to `weighted`.
FOR_EACH_PROCESSOR
void addExponentials(const float* __restrict logits, const float* __restrict top, float place, int64_t count, float* __restrict sum,
                     float* __restrict weighted) {
  for (int64_t i = 0; i < count; i++) {
    const float e = exponential(logits[i] - top[i]);
    sum[i] += e;
    weighted[i] += e * place;
  }
}

// to[k] += Σ over cells.
void addCells(const float* row, int64_t cells, int64_t keypoints, float* to) {
  for (int64_t i = 0; i < cells; i++)
    for (int64_t k = 0; k < keypoints; k++) to[k] += row[i * keypoints + k];
}

// Cell i gets the K numbers at i / times: a row of cells from a row of blocks.
void repeat(const float* numbers, int64_t keypoints, int64_t cells, int64_t times, float* row) {
  for (int64_t i = 0; i < cells; i++) std::copy_n(numbers + i / times * keypoints, keypoints, row + i * keypoints);
}

// A row of cells that all have the same K numbers.
std::vector<float> repeated(const float* numbers, int64_t keypoints, int64_t cells) {
  std::vector<float> row(cells * keypoints);
  repeat(numbers, keypoints, cells, cells, row.data());
  return row;
}

void readOne(const Maps& of, const float* logits, float* rows, float* top) {
  const int64_t side = of.side, keypoints = of.keypoints, block = of.block(), width = side * keypoints;
  std::vector<float> tops(logits, logits + width), sums(width), column(width), weighted(width);
  for (int64_t i = 1; i < side; i++) largest(logits + i * width, width, tops.data());
  std::copy_n(tops.data(), keypoints, top);
  for (int64_t j = 1; j < side; j++) largest(tops.data() + j * keypoints, keypoints, top);
  repeat(top, keypoints, side, side, tops.data());
  float* mass = rows + 4 * keypoints;
  std::fill_n(rows, of.rows(), 0.0f);
  for (int64_t i = 0; i < side; i++) {
    addExponentials(logits + i * width, tops.data(), of.center(i), width, sums.data(), weighted.data());
    if ((i + 1) % block != 0) continue;
    for (int64_t j = 0; j < of.blocks; j++, mass += keypoints) addCells(sums.data() + j * block * keypoints, block, keypoints, mass);
    for (int64_t c = 0; c < width; c++) column[c] += sums[c];
    std::fill(sums.begin(), sums.end(), 0.0f);
  }
  std::vector<float> total(keypoints);
  addCells(column.data(), side, keypoints, total.data());
  addCells(weighted.data(), side, keypoints, rows + keypoints);
  for (int64_t j = 0; j < side; j++)
    for (int64_t k = 0; k < keypoints; k++) rows[k] += column[j * keypoints + k] * of.center(j);
  for (int64_t k = 0; k < keypoints; k++) {
    const float peak = 1 / total[k];
    rows[k] *= peak;
    rows[keypoints + k] *= peak;
    rows[2 * keypoints + k] = peak;
    rows[3 * keypoints + k] = std::log(total[k]) + top[k];
    for (int64_t b = 0; b < of.blocks * of.blocks; b++) rows[(4 + b) * keypoints + k] *= peak;
  }
}

void read(const ReadHeatmaps& op, Call& call) {
  const auto inputs = call.inputs();
  if (!call.ok()) return;
  const auto& logits = inputs[0];
  call.expect(logits.rank() == 4 && logits.dim(1) == logits.dim(2) && op.side > 0 && logits.dim(1) % op.side == 0,
              "TurboReadHeatmaps: expected logits [R,M,M,K] and a side that divides M");
  if (!call.ok()) return;
  const Maps maps{logits.dim(1), logits.dim(3), op.side};
  const Tensor rows = call.output(0, {logits.dim(0), 4 + op.side * op.side, maps.keypoints}), top = call.output(1, {logits.dim(0), maps.keypoints});
  if (!call.ok()) return;
  parallel(logits.dim(0), 8, [&](int64_t first, int64_t end) {
    for (int64_t r = first; r < end; r++)
      readOne(maps, logits.data() + r * maps.cells(), rows.data() + r * maps.rows(), top.data() + r * maps.keypoints);
  });
}

// d = p · (common + y · place + mass + at the largest logit: peak), with p = exp(logit - log total).
FOR_EACH_PROCESSOR
void pull(const float* __restrict logits, const float* __restrict logTotal, const float* __restrict top, const float* __restrict peak,
          const float* __restrict common, const float* __restrict down, float place, const float* __restrict mass, int64_t count,
          float* __restrict d) {
  for (int64_t i = 0; i < count; i++) {
    const float share = peak[i], atPeak = logits[i] == top[i] ? share : 0;
    d[i] = exponential(logits[i] - logTotal[i]) * (common[i] + down[i] * place + mass[i] + atPeak);
  }
}

// The gradient of one region: p · (that of the means at the cell + that of log total and of the normalisation).
void pullOne(const Maps& of, const float* dRows, const float* logits, const float* rows, const float* top, float* dLogits) {
  const int64_t side = of.side, keypoints = of.keypoints, block = of.block(), width = side * keypoints;
  std::vector<float> alike(dRows + 3 * keypoints, dRows + 4 * keypoints);
  for (int64_t s = 0; s < 4 + of.blocks * of.blocks; s++) {
    if (s == 3) continue;
    for (int64_t k = 0; k < keypoints; k++) alike[k] -= dRows[s * keypoints + k] * rows[s * keypoints + k];
  }
  const auto logTotal = repeated(rows + 3 * keypoints, keypoints, side), tops = repeated(top, keypoints, side),
             peak = repeated(dRows + 2 * keypoints, keypoints, side), down = repeated(dRows + keypoints, keypoints, side);
  std::vector<float> common(width), mass(width);
  for (int64_t j = 0; j < side; j++)
    for (int64_t k = 0; k < keypoints; k++) common[j * keypoints + k] = alike[k] + dRows[k] * of.center(j);
  for (int64_t i = 0; i < side; i++) {
    if (i % block == 0) repeat(dRows + (4 + i / block * of.blocks) * keypoints, keypoints, side, block, mass.data());
    pull(logits + i * width, logTotal.data(), tops.data(), peak.data(), common.data(), down.data(), of.center(i), mass.data(), width,
         dLogits + i * width);
  }
}

void readGradient(const ReadHeatmaps& op, Call& call) {
  const auto inputs = call.inputs();
  if (!call.ok()) return;
  const auto &dRows = inputs[0], &logits = inputs[1], &rows = inputs[2], &top = inputs[3];
  call.expect(logits.rank() == 4 && dRows.size() == rows.size() && top.size() == logits.dim(0) * logits.dim(3),
              "TurboReadHeatmapsGrad: shapes do not fit");
  const Tensor dLogits = call.output(0, logits.shape());
  if (!call.ok()) return;
  const Maps maps{logits.dim(1), logits.dim(3), op.side};
  parallel(logits.dim(0), 8, [&](int64_t first, int64_t end) {
    for (int64_t r = first; r < end; r++)
      pullOne(maps, dRows.data() + r * maps.rows(), logits.data() + r * maps.cells(), rows.data() + r * maps.rows(),
              top.data() + r * maps.keypoints, dLogits.data() + r * maps.cells());
  });
}

// --- the transpose of bilinear interpolation to twice the side, half-pixel centers ---------------

// to[i] = sums of the numbers that read i, `stride` apart: 3/4 of the two nearest, 1/4 of the next; the border counts for what is outside.
FOR_EACH_PROCESSOR
void gather(const float* __restrict from, int64_t size, int64_t stride, float* __restrict to) {
  for (int64_t i = 0; i < size; i++) {
    const float *near = from + 2 * i * stride, *far = near + stride;
    const float* before = i > 0 ? near - stride : near;
    const float* after = i + 1 < size ? far + stride : far;
    for (int64_t c = 0; c < stride; c++) to[i * stride + c] = 0.75f * (near[c] + far[c]) + 0.25f * (before[c] + after[c]);
  }
}

void upsampleGradient(const NoAttributes&, Call& call) {
  const auto inputs = call.inputs();
  if (!call.ok()) return;
  const auto& dy = inputs[0];
  call.expect(dy.rank() == 4 && dy.dim(1) % 2 == 0 && dy.dim(2) % 2 == 0, "TurboUpsample2xGrad: expected [B,2H,2W,C]");
  if (!call.ok()) return;
  const int64_t height = dy.dim(1) / 2, width = dy.dim(2) / 2, channels = dy.dim(3);
  const Tensor dx = call.output(0, {dy.dim(0), height, width, channels});
  if (!call.ok()) return;
  parallel(dy.dim(0), 8, [&](int64_t first, int64_t end) {
    std::vector<float> rows(height * 2 * width * channels);
    for (int64_t n = first; n < end; n++) {
      gather(dy.data() + n * 4 * height * width * channels, height, 2 * width * channels, rows.data());
      for (int64_t i = 0; i < height; i++)
        gather(rows.data() + i * 2 * width * channels, width, channels, dx.data() + (n * height + i) * width * channels);
    }
  });
}

}  // namespace

void defineHeatmaps() {
  define<ReadHeatmaps, read>({"TurboReadHeatmaps", {"side: int"}, {"logits: float"}, {"rows: float", "top: float"}});
  define<ReadHeatmaps, readGradient>(
      {"TurboReadHeatmapsGrad", {"side: int"}, {"d_rows: float", "logits: float", "rows: float", "top: float"}, {"d_logits: float"}});
  define<NoAttributes, upsampleGradient>({"TurboUpsample2xGrad", {}, {"dy: float"}, {"dx: float"}});
}
