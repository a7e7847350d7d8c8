// RoIAlign: see kernels/roi-align.h.

#include "kernels/roi-align.h"

#include <algorithm>

#include "op.h"
#include "parallel.h"

namespace {

using namespace roi_align;

// Regions that are worth a thread.
constexpr int64_t GRAIN = 8;

struct RoiAlign {
  int64_t side, ratio, aligned;
  float scale;
  explicit RoiAlign(Attributes& attributes)
      : side(attributes.integer("side")), ratio(attributes.integer("ratio")), aligned(attributes.integer("aligned")), scale(attributes.real("scale")) {}

  Regions regions(const Tensor& map, const Tensor& boxes, const Tensor& image) const {
    return {map.dim(1), map.dim(2), map.dim(3), {side, ratio, aligned != 0, scale}, boxes.data(), image.data<int32_t>()};
  }
};

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
  const Tensor y = call.output(0, {boxes.dim(0), op.side, op.side, map.dim(3)});
  if (!call.ok()) return;
  const Forward job{op.regions(map, boxes, image), map.data(), y.data()};
  parallel(boxes.dim(0), GRAIN, [&](int64_t first, int64_t end) { job.run(first, end); });
}

void gradient(const RoiAlign& op, Call& call) {
  const auto inputs = call.inputs();
  if (!call.ok()) return;
  const auto &dy = inputs[0], &map = inputs[1], &boxes = inputs[2], &image = inputs[3];
  call.expect(fits(map, boxes, image) && dy.size() == boxes.dim(0) * op.side * op.side * map.dim(3), UNFIT);
  const Tensor dMap = call.output(0, map.shape());
  if (!call.ok()) return;
  std::fill_n(dMap.data(), dMap.size(), 0.0f);
  Gradient{op.regions(map, boxes, image), dy.data(), dMap.data()}.run(0, boxes.dim(0));
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
