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

FOR_EACH_PROCESSOR
void largest(const float* __restrict logits, int64_t cells, int64_t keypoints, float* __restrict top) {
  for (int64_t k = 0; k < keypoints; k++) top[k] = logits[k];
  for (int64_t i = 1; i < cells; i++) {
    const float* cell = logits + i * keypoints;
    // NaN wins.
    for (int64_t k = 0; k < keypoints; k++) top[k] = cell[k] <= top[k] ? top[k] : cell[k];
  }
}

// e = exp(logit - shift) of a row of cells.
FOR_EACH_PROCESSOR
void exponentials(const float* __restrict logits, const float* __restrict shift, int64_t count, float* __restrict e) {
  for (int64_t i = 0; i < count; i++) e[i] = exponential(logits[i] - shift[i]);
}

// to[k] += weight · Σ over cells of from, or of from times the cell's place.
FOR_EACH_PROCESSOR
void addCells(const float* __restrict from, int64_t cells, int64_t keypoints, float* __restrict to) {
  for (int64_t i = 0; i < cells; i++)
    for (int64_t k = 0; k < keypoints; k++) to[k] += from[i * keypoints + k];
}

FOR_EACH_PROCESSOR
void addPlaces(const float* __restrict from, const float* __restrict places, int64_t cells, int64_t keypoints, float* __restrict to) {
  for (int64_t i = 0; i < cells; i++)
    for (int64_t k = 0; k < keypoints; k++) to[k] += from[i * keypoints + k] * places[i];
}

// A row of cells of K numbers, all the same.
std::vector<float> repeated(const float* numbers, int64_t keypoints, int64_t cells) {
  std::vector<float> row(cells * keypoints);
  for (int64_t i = 0; i < cells; i++) std::copy_n(numbers, keypoints, row.data() + i * keypoints);
  return row;
}

void readOne(const Maps& of, const float* logits, float* rows, float* top) {
  const int64_t side = of.side, keypoints = of.keypoints, block = of.block();
  std::vector<float> e(side * keypoints), total(keypoints), x(keypoints), y(keypoints), line(keypoints), places(side);
  for (int64_t i = 0; i < side; i++) places[i] = of.center(i);
  largest(logits, side * side, keypoints, top);
  const auto shift = repeated(top, keypoints, side);
  float* mass = rows + 4 * keypoints;
  std::fill_n(mass, of.blocks * of.blocks * keypoints, 0.0f);
  for (int64_t i = 0; i < side; i++) {
    exponentials(logits + i * side * keypoints, shift.data(), side * keypoints, e.data());
    std::fill(line.begin(), line.end(), 0.0f);
    addPlaces(e.data(), places.data(), side, keypoints, x.data());
    for (int64_t j = 0; j < of.blocks; j++) {
      float* one = mass + (i / block * of.blocks + j) * keypoints;
      std::vector<float> part(keypoints);
      addCells(e.data() + j * block * keypoints, block, keypoints, part.data());
      for (int64_t k = 0; k < keypoints; k++) {
        one[k] += part[k];
        line[k] += part[k];
      }
    }
    for (int64_t k = 0; k < keypoints; k++) {
      total[k] += line[k];
      y[k] += line[k] * places[i];
    }
  }
  for (int64_t k = 0; k < keypoints; k++) {
    const float peak = 1 / total[k];
    rows[k] = x[k] * peak;
    rows[keypoints + k] = y[k] * peak;
    rows[2 * keypoints + k] = peak;
    rows[3 * keypoints + k] = std::log(total[k]) + top[k];
    for (int64_t b = 0; b < of.blocks * of.blocks; b++) mass[b * keypoints + k] *= peak;
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

// d = p · (d + at the largest logit: peak), with p = exp(logit - log total).
FOR_EACH_PROCESSOR
void pull(const float* __restrict logits, const float* __restrict logTotal, const float* __restrict top, const float* __restrict peak,
          int64_t count, float* __restrict d) {
  for (int64_t i = 0; i < count; i++)
    d[i] = exponential(logits[i] - logTotal[i]) * (d[i] + (logits[i] == top[i] ? peak[i] : 0));
}

// The gradient of one region: p · (that of the means at the cell + that of log total and of the normalisation).
void pullOne(const Maps& of, const float* dRows, const float* logits, const float* rows, const float* top, float* dLogits) {
  const int64_t side = of.side, keypoints = of.keypoints, block = of.block(), width = side * keypoints;
  std::vector<float> alike(keypoints);
  for (int64_t k = 0; k < keypoints; k++) alike[k] = dRows[3 * keypoints + k];
  for (int64_t s = 0; s < 4 + of.blocks * of.blocks; s++) {
    if (s == 3) continue;
    for (int64_t k = 0; k < keypoints; k++) alike[k] -= dRows[s * keypoints + k] * rows[s * keypoints + k];
  }
  const auto logTotal = repeated(rows + 3 * keypoints, keypoints, side), tops = repeated(top, keypoints, side),
             peaks = repeated(dRows + 2 * keypoints, keypoints, side);
  // What the cells of a row have in common with those of every row.
  std::vector<float> common(width);
  for (int64_t j = 0; j < side; j++)
    for (int64_t k = 0; k < keypoints; k++) common[j * keypoints + k] = alike[k] + dRows[k] * of.center(j);
  for (int64_t i = 0; i < side; i++) {
    float* d = dLogits + i * width;
    const float* masses = dRows + (4 + i / block * of.blocks) * keypoints;
    for (int64_t j = 0; j < side; j++)
      for (int64_t k = 0; k < keypoints; k++)
        d[j * keypoints + k] = common[j * keypoints + k] + dRows[keypoints + k] * of.center(i) + masses[j / block * keypoints + k];
    pull(logits + i * width, logTotal.data(), tops.data(), peaks.data(), width, d);
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
