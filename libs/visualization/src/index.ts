export { barChart, type Bar, type BarChart } from './charts/bar-chart';
export type * from './charts/curve';
export { smoothCurve, thinCurve } from './charts/curve';
export { intervalChart, type IntervalChart, type IntervalRow } from './charts/interval-chart';
export { lineChart, type LineChart } from './charts/line-chart';
export { stageColor } from './charts/palette';
export type { Interval, Tick } from './charts/scale';
export type * from './diagnosis/diagnosis-report';
export { insertDiagnosis } from './diagnosis/insert-diagnosis';
export { type Confusion, largestConfusions } from './diagnosis/largest-confusions';
export type * from './experiment/experiment-report';
export { renderExperimentReport } from './experiment/render-experiment-report';
export { renderRunComparison } from './experiment/render-run-comparison';
export type * from './experiment/run-comparison';
export type * from './gallery/gallery';
export { renderGallery } from './gallery/render-gallery';
export { encodePng } from './image/encode-png';
export { pngDataUri } from './image/png-data-uri';
export { colorBar } from './overlay/color-bar';
export { drawAttention } from './overlay/draw-attention';
export {
  drawAttentionMasks,
  drawTargetDensities,
  type HeatOptions,
  type TargetDensity,
} from './overlay/draw-heat';
export { drawOverlay, type OverlayOptions } from './overlay/draw-overlay';
export { drawTriplets, type TripletsOptions } from './overlay/draw-triplets';
export type * from './overlay/example-image';
export { personColor } from './overlay/person-color';
export type { LegendLine } from './overlay/photo-legend';
export type * from './overlay/photo-scene';
export type { View } from './overlay/scene';
export type * from './photos/photo-page';
export { renderPhotoPage } from './photos/render-photo-page';
export { renderReport, type ReportOptions } from './report/render-report';
export type * from './report/run-report';
