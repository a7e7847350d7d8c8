// Filters of a convolution's gradient: see kernels/phase-filters.h.

#include "kernels/phase-filters.h"

#include "op.h"
#include "parallel.h"

namespace {

struct PhaseFilters {
  int64_t rows, columns;
  explicit PhaseFilters(Attributes& attributes) : rows(attributes.integer("rows")), columns(attributes.integer("columns")) {}
};

void split(const PhaseFilters& op, Call& call) {
  const auto inputs = call.inputs();
  if (!call.ok()) return;
  const auto& filter = inputs[0];
  call.expect(filter.rank() == 4 && op.rows > 0 && op.columns > 0, "TurboPhaseFilters: expected a filter [K,K,Cin,Cout] and strides");
  if (!call.ok()) return;
  phase_filters::Split job{filter.dim(0), filter.dim(1), filter.dim(2), filter.dim(3), op.rows, op.columns, filter.data(), nullptr};
  const Tensor result = call.output(0, {job.rowTaps(), job.columnTaps(), job.out, job.phases() * job.in});
  if (!call.ok()) return;
  job.filters = result.data();
  parallel(job.count(), 1, [&](int64_t first, int64_t end) { job.run(first, end); });
}

}  // namespace

void definePhaseFilters() {
  define<PhaseFilters, split>({"TurboPhaseFilters", {"rows: int", "columns: int"}, {"filter: float"}, {"phases: float"}});
}
