// RoIAlign: means of bilinear samples of a map within regions.

#include <algorithm>
#include <cmath>

#include "op.h"
#include "parallel.h"

namespace {

struct RoiAlign {
  int64_t side, ratio, aligned;
  float scale;
  explicit RoiAlign(Attributes& attributes)
      : side(attributes.integer("side")), ratio(attributes.integer("ratio")), aligned(attributes.integer("aligned")), scale(attributes.real("scale")) {}
};

// The cells of a map along one axis that the samples of each output cell read, with their weights: a mean over samples of linear interpolation.
struct Axis {
  struct Part {
    int64_t cell;
    float weight;
  };
  std::vector<std::vector<Part>> of;

  Axis(const RoiAlign& op, float low, float high, int64_t length) : of(op.side) {
    const float from = low * op.scale - (op.aligned ? 0.5f : 0), to = high * op.scale - (op.aligned ? 0.5f : 0);
    const float extent = op.aligned ? to - from : std::fmax(to - from, 1.0f);
    const int64_t samples = op.side * op.ratio;
    for (int64_t i = 0; i < samples; i++) {
      const float at = from + extent * ((i + 0.5f) / samples);
      // Samples more than a cell outside the map count 0; closer ones take the value at the border. Not true of NaN.
      if (!(at >= -1 && at <= length)) continue;
      const float clamped = std::fmin(std::fmax(at, 0.0f), static_cast<float>(length - 1));
      const int64_t first = static_cast<int64_t>(clamped);
      const float rest = clamped - first;
      add(of[i / op.ratio], first, (1 - rest) / op.ratio);
      if (rest > 0) add(of[i / op.ratio], first + 1, rest / op.ratio);
    }
  }

  static void add(std::vector<Part>& parts, int64_t cell, float weight) {
    for (Part& part : parts) {
      if (part.cell != cell) continue;
      part.weight += weight;
      return;
    }
    parts.push_back({cell, weight});
  }
};

// to += weight · from
FOR_EACH_PROCESSOR
void addCell(const float* __restrict from, float weight, int64_t channels, float* __restrict to) {
  for (int64_t c = 0; c < channels; c++) to[c] += weight * from[c];
}

// Calls visit(offset in the map, offset in the result, weight) for every pair of cells of region r of which one reads the other.
template <class Visit>
void eachSample(const RoiAlign& op, const Tensor& map, const Tensor& boxes, const Tensor& image, int64_t r, Visit visit) {
  const int64_t height = map.dim(1), width = map.dim(2), channels = map.dim(3);
  const float* box = boxes.data() + 4 * r;
  const Axis rows(op, box[1], box[3], height), columns(op, box[0], box[2], width);
  const int64_t start = image.data<int32_t>()[r] * height * width;
  for (int64_t i = 0; i < op.side; i++)
    for (int64_t j = 0; j < op.side; j++)
      for (const auto& [y, rowWeight] : rows.of[i])
        for (const auto& [x, weight] : columns.of[j])
          visit((start + y * width + x) * channels, ((r * op.side + i) * op.side + j) * channels, rowWeight * weight);
}

bool fits(const Tensor& map, const Tensor& boxes, const Tensor& image) {
  if (map.rank() != 4 || boxes.rank() != 2 || boxes.dim(1) != 4 || image.size() != boxes.dim(0)) return false;
  const int32_t* imageOf = image.data<int32_t>();
  for (int64_t r = 0; r < image.size(); r++)
    if (imageOf[r] < 0 || imageOf[r] >= map.dim(0)) return false;
  return true;
}

constexpr const char* UNFIT = "TurboRoiAlign: expected a map [B,H,W,C], boxes [R,4] and as many indices of images";

void forward(const RoiAlign& op, Call& call) {
  const auto inputs = call.inputs();
  if (!call.ok()) return;
  const auto &map = inputs[0], &boxes = inputs[1], &image = inputs[2];
  call.expect(fits(map, boxes, image), UNFIT);
  if (!call.ok()) return;
  const int64_t channels = map.dim(3);
  const Tensor y = call.output(0, {boxes.dim(0), op.side, op.side, channels});
  if (!call.ok()) return;
  parallel(boxes.dim(0), 8, [&](int64_t first, int64_t end) {
    const int64_t region = op.side * op.side * channels;
    std::fill_n(y.data() + first * region, (end - first) * region, 0.0f);
    for (int64_t r = first; r < end; r++)
      eachSample(op, map, boxes, image, r, [&](int64_t from, int64_t to, float weight) {
        addCell(map.data() + from, weight, channels, y.data() + to);
      });
  });
}

void gradient(const RoiAlign& op, Call& call) {
  const auto inputs = call.inputs();
  if (!call.ok()) return;
  const auto &dy = inputs[0], &map = inputs[1], &boxes = inputs[2], &image = inputs[3];
  call.expect(fits(map, boxes, image) && dy.size() == boxes.dim(0) * op.side * op.side * map.dim(3), UNFIT);
  const Tensor dMap = call.output(0, map.shape());
  if (!call.ok()) return;
  const int64_t channels = map.dim(3);
  std::fill_n(dMap.data(), dMap.size(), 0.0f);
  // Regions of an image share cells.
  for (int64_t r = 0; r < boxes.dim(0); r++)
    eachSample(op, map, boxes, image, r, [&](int64_t from, int64_t to, float weight) {
      addCell(dy.data() + to, weight, channels, dMap.data() + from);
    });
}

}  // namespace

void defineRoiAlign() {
  define<RoiAlign, forward>({"TurboRoiAlign",
                             {"side: int", "ratio: int", "aligned: int", "scale: float"},
                             {"map: float", "boxes: float", "image: int32"},
                             {"y: float"}});
  define<RoiAlign, gradient>({"TurboRoiAlignGrad",
                              {"side: int", "ratio: int", "aligned: int", "scale: float"},
                              {"dy: float", "map: float", "boxes: float", "image: int32"},
                              {"d_map: float"}});
}
