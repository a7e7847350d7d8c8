// Reading of heatmaps and upsampling's gradient: see kernels/heatmaps.h and kernels/upsampling.h.

#include "kernels/heatmaps.h"

#include "kernels/upsampling.h"
#include "op.h"
#include "parallel.h"

namespace {

// Regions or maps that are worth a thread.
constexpr int64_t GRAIN = 8;

struct ReadHeatmaps {
  int64_t side;
  explicit ReadHeatmaps(Attributes& attributes) : side(attributes.integer("side")) {}
};

void read(const ReadHeatmaps& op, Call& call) {
  const auto inputs = call.inputs();
  if (!call.ok()) return;
  const auto& logits = inputs[0];
  call.expect(logits.rank() == 4 && logits.dim(1) == logits.dim(2) && op.side > 0 && logits.dim(1) % op.side == 0,
              "TurboReadHeatmaps: expected logits [R,M,M,K] and a side that divides M");
  if (!call.ok()) return;
  const heatmaps::Maps maps{logits.dim(1), logits.dim(3), op.side};
  const Tensor rows = call.output(0, {logits.dim(0), 4 + op.side * op.side, maps.keypoints}), top = call.output(1, {logits.dim(0), maps.keypoints});
  if (!call.ok()) return;
  const heatmaps::Forward job{maps, logits.data(), rows.data(), top.data()};
  parallel(logits.dim(0), GRAIN, [&](int64_t first, int64_t end) { job.run(first, end); });
}

void readGradient(const ReadHeatmaps& op, Call& call) {
  const auto inputs = call.inputs();
  if (!call.ok()) return;
  const auto &dRows = inputs[0], &logits = inputs[1], &rows = inputs[2], &top = inputs[3];
  call.expect(logits.rank() == 4 && dRows.size() == rows.size() && top.size() == logits.dim(0) * logits.dim(3),
              "TurboReadHeatmapsGrad: shapes do not fit");
  const Tensor dLogits = call.output(0, logits.shape());
  if (!call.ok()) return;
  const heatmaps::Gradient job{{logits.dim(1), logits.dim(3), op.side}, dRows.data(), logits.data(), rows.data(), top.data(),
                               dLogits.data()};
  parallel(logits.dim(0), GRAIN, [&](int64_t first, int64_t end) { job.run(first, end); });
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
  const upsampling::Gradient job{height, width, channels, dy.data(), dx.data()};
  parallel(dy.dim(0), GRAIN, [&](int64_t first, int64_t end) { job.run(first, end); });
}

}  // namespace

void defineHeatmaps() {
  define<ReadHeatmaps, read>({"TurboReadHeatmaps", {"side: int"}, {"logits: float"}, {"rows: float", "top: float"}});
  define<ReadHeatmaps, readGradient>(
      {"TurboReadHeatmapsGrad", {"side: int"}, {"d_rows: float", "logits: float", "rows: float", "top: float"}, {"d_logits: float"}});
  define<NoAttributes, upsampleGradient>({"TurboUpsample2xGrad", {}, {"dy: float"}, {"dx: float"}});
}
