// Transforms of convolutions by Winograd's method: see winograd.h.

#include "winograd.h"

#include "op.h"
#include "parallel.h"

namespace {

using namespace winograd;

// Weights, in groups of LANES, that are worth a thread.
constexpr int64_t GRAIN = 1 << 10;

struct MapSize {
  int64_t rows, columns;
  explicit MapSize(Attributes& attributes) : rows(attributes.integer("rows")), columns(attributes.integer("columns")) {}
};

using Transform = void(Maps, const float*, float*, Index, Index);

// Maps [B,H,W,C] → the points of their tiles [16,T,C].
template <Transform transform>
void toTiles(const NoAttributes&, Call& call) {
  const auto inputs = call.inputs();
  if (!call.ok()) return;
  const auto& x = inputs[0];
  call.expect(x.rank() == 4 && x.dim(3) % LANES == 0, "TurboWinograd: expected maps [B,H,W,C], C a multiple of 16");
  if (!call.ok()) return;
  const Maps maps{x.dim(0), x.dim(1), x.dim(2), x.dim(3)};
  const Tensor points = call.output(0, {POINTS, maps.tiles(), maps.channels});
  if (!call.ok()) return;
  parallel(maps.batch * maps.tileRows(), 1,
           [&](int64_t first, int64_t end) { transform(maps, x.data(), points.data(), first, end); });
}

void toMaps(const MapSize& op, Call& call) {
  const auto inputs = call.inputs();
  if (!call.ok()) return;
  const auto& points = inputs[0];
  Maps maps{1, op.rows, op.columns, points.dim(points.rank() - 1)};
  call.expect(points.rank() == 3 && points.dim(0) == POINTS && maps.tiles() > 0 && points.dim(1) % maps.tiles() == 0 &&
                  maps.channels % LANES == 0,
              "TurboWinogradMaps: expected [16,T,C], T tiles of maps and C a multiple of 16");
  if (!call.ok()) return;
  maps.batch = points.dim(1) / maps.tiles();
  const Tensor y = call.output(0, {maps.batch, maps.rows, maps.columns, maps.channels});
  if (!call.ok()) return;
  parallel(maps.batch * maps.tileRows(), 1,
           [&](int64_t first, int64_t end) { outputMaps(maps, points.data(), y.data(), first, end); });
}

void toPoints(const NoAttributes&, Call& call) {
  const auto inputs = call.inputs();
  if (!call.ok()) return;
  const auto& filter = inputs[0];
  const bool fits = filter.rank() == 4 && filter.dim(0) == 3 && filter.dim(1) == 3 && filter.dim(3) % LANES == 0;
  call.expect(fits, "TurboWinogradFilter: expected a filter [3,3,Cin,Cout], Cout a multiple of 16");
  if (!call.ok()) return;
  const int64_t size = filter.dim(2) * filter.dim(3);
  const Tensor points = call.output(0, {POINTS, filter.dim(2), filter.dim(3)});
  if (!call.ok()) return;
  parallel(size / LANES, GRAIN, [&](int64_t first, int64_t end) { filterPoints(size, filter.data(), points.data(), first, end); });
}

void toTaps(const NoAttributes&, Call& call) {
  const auto inputs = call.inputs();
  if (!call.ok()) return;
  const auto& points = inputs[0];
  const bool fits = points.rank() == 3 && points.dim(0) == POINTS && points.dim(2) % LANES == 0;
  call.expect(fits, "TurboWinogradFilterGrad: expected [16,Cin,Cout], Cout a multiple of 16");
  if (!call.ok()) return;
  const int64_t size = points.dim(1) * points.dim(2);
  const Tensor filter = call.output(0, {3, 3, points.dim(1), points.dim(2)});
  if (!call.ok()) return;
  parallel(size / LANES, GRAIN, [&](int64_t first, int64_t end) { filterTaps(size, points.data(), filter.data(), first, end); });
}

}  // namespace

void defineWinograd() {
  define<NoAttributes, toTiles<inputTiles>>({"TurboWinogradTiles", {}, {"x: float"}, {"points: float"}});
  define<MapSize, toMaps>({"TurboWinogradMaps", {"rows: int", "columns: int"}, {"points: float"}, {"y: float"}});
  define<NoAttributes, toTiles<outputTiles>>({"TurboWinogradMapsGrad", {}, {"dy: float"}, {"points: float"}});
  define<NoAttributes, toPoints>({"TurboWinogradFilter", {}, {"filter: float"}, {"points: float"}});
  define<NoAttributes, toTaps>({"TurboWinogradFilterGrad", {}, {"points: float"}, {"filter: float"}});
}
