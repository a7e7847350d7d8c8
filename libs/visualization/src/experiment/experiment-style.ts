/** What the pages of several runs add to the report's style sheet. */
export const EXPERIMENT_STYLE = `
.subtitle { margin: -10px 0 0; color: var(--th-muted); }
.charts:has(.th-bars) { grid-template-columns: repeat(auto-fit, minmax(min(100%, 460px), 1fr)); }
.charts.wide { grid-template-columns: 1fr; margin-top: 14px; }
.texts { margin-bottom: 6px; }
.scroll + .scroll, .note + .scroll { margin-top: 18px; }
.views.models { grid-template-columns: repeat(auto-fill, minmax(min(46%, 160px), 1fr)); }
h3.group { margin: 28px 0 0; font-size: 16px; }
.densities { padding-top: 6px; min-width: 0; }
@media print {
  .charts:has(.th-bars) { grid-template-columns: repeat(2, 1fr); }
  .charts.wide { grid-template-columns: 1fr; }
  .views.models { grid-template-columns: repeat(max(4, var(--columns)), 1fr); }
  h3.group { break-after: avoid; }
  th, td { padding: 3px 6px; white-space: normal; }
  table { font-size: 10px; }
  pre { white-space: pre-wrap; }
}
`;
