/** The style sheet of the report page: light and dark, wide and narrow, screen and paper. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --th-paper: #fff; --th-ground: #f6f7f9; --th-ink: #1c2430; --th-muted: #5d6778; --th-grid: #e3e6eb;
  --th-accent: #4f46e5; --th-up: #0b7a5b; --th-down: #c2410c; --th-stage-light: 42%;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --th-paper: #171b22; --th-ground: #0f1217; --th-ink: #e6e9ee; --th-muted: #98a2b3; --th-grid: #2b313b;
    --th-accent: #8f8bff; --th-up: #3ecf9b; --th-down: #ff8f5c; --th-stage-light: 64%;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--th-ground); color: var(--th-ink); font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; font-variant-numeric: tabular-nums; }
main { max-width: 1240px; margin: 0 auto; padding: 40px 24px 64px; }
h1 { font-size: clamp(24px, 3.2vw, 34px); line-height: 1.2; letter-spacing: -.015em; margin: 0 0 20px; overflow-wrap: anywhere; }
h2 { font-size: 20px; letter-spacing: -.01em; margin: 0 0 14px; }
h3 { font-size: 14px; margin: 0 0 10px; overflow-wrap: anywhere; }
section { margin-top: 44px; scroll-margin-top: 56px; }
sub, sup { font-size: .68em; line-height: 0; }
.kicker { margin: 0 0 4px; color: var(--th-accent); font-size: 12px; font-weight: 600; letter-spacing: .08em; text-transform: uppercase; }
.note { color: var(--th-muted); font-size: 13px; max-width: 78ch; margin: 8px 0 14px; }
.words { margin: 12px 0 0; padding-left: 18px; max-width: 90ch; }
.warning { border-left: 3px solid var(--th-down); padding: 6px 12px; background: var(--th-paper); color: var(--th-down); }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(220px, 1fr)); gap: 14px; }
.tile, .charts > svg, .example, table, details { background: var(--th-paper); border: 1px solid var(--th-grid); border-radius: 10px; }
.tile { padding: 14px 18px; }
.tile p { margin: 0; }
.tile-name { font-weight: 600; }
.tile-name span, .tile-notes, th span { color: var(--th-muted); font-weight: 400; font-size: 12.5px; }
.tile-name span { margin-left: 4px; }
.tile-value { font-size: 40px; font-weight: 650; line-height: 1.25; letter-spacing: -.02em; }
.tile-notes > span + span { margin-left: 14px; }
.tile .change { margin: 0; font-size: 1em; font-weight: 600; }
.facts { display: flex; flex-wrap: wrap; gap: 8px 28px; margin: 18px 0 0; }
.facts div { min-width: 0; }
dt { color: var(--th-muted); font-size: 12px; }
dd { margin: 0; font-weight: 550; overflow-wrap: anywhere; }
nav { position: sticky; top: 0; z-index: 1; display: flex; flex-wrap: wrap; gap: 2px 18px; margin: 22px -24px 0; padding: 9px 24px; background: color-mix(in srgb, var(--th-ground) 92%, transparent); border-bottom: 1px solid var(--th-grid); font-size: 14px; }
nav a { color: var(--th-muted); text-decoration: none; }
nav a:hover { color: var(--th-accent); }
.scroll { overflow-x: auto; }
table { border-collapse: separate; border-spacing: 0; width: 100%; font-size: 14px; }
caption { text-align: left; font-weight: 600; padding: 0 0 8px; }
th, td { padding: 7px 12px; text-align: right; white-space: nowrap; }
th:first-child { text-align: left; }
thead th { color: var(--th-muted); font-weight: 550; font-size: 13px; }
tbody tr > *, tfoot tr > * { border-top: 1px solid var(--th-grid); }
tbody th, tfoot th { font-weight: 550; }
th span { margin-left: 6px; }
.prior > * { color: var(--th-muted); border-top-width: 2px; }
.change { font-size: .82em; margin-left: 7px; }
.scores td > .change { display: inline-block; width: 36px; margin-left: 8px; font-size: 12px; }
.scores thead th + th, .scores td:not(:has(.change)) { padding-right: 56px; }
.up { color: var(--th-up); } .down { color: var(--th-down); } .same { color: var(--th-muted); }
.tables { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 480px), 1fr)); gap: 22px; align-items: start; }
.actions td, .actions th { padding: 3px 8px; }
.actions .strip { padding: 0 4px; line-height: 0; }
.actions .count, .actions thead th { color: var(--th-muted); font-weight: 400; }
.actions .change { margin: 0; }
.charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 320px), 1fr)); gap: 14px; }
.charts > svg { width: 100%; height: auto; padding: 12px 14px; }
.legend { display: flex; flex-wrap: wrap; gap: 10px 36px; align-items: center; margin-bottom: 16px; color: var(--th-muted); font-size: 13px; }
.legend ul { list-style: none; margin: 0; padding: 0; }
.swatch { display: inline-block; width: 14px; height: 8px; margin-right: 8px; border-radius: 3px; outline: 1px solid color-mix(in srgb, var(--th-ink) 30%, transparent); }
.swatch.faint, .swatch.ring { width: 9px; height: 9px; margin: 0 11px 0 2px; border-radius: 50%; background: color-mix(in srgb, var(--th-ink) 25%, transparent); outline: 0; }
.swatch.ring { background: none; border: 2px solid var(--th-ink); }
.mark { display: inline-block; width: 1.2em; font-style: normal; font-weight: 700; }
.mark.right { color: var(--th-up); } .mark.wrong { color: var(--th-down); } .mark.target { color: var(--th-down); } .mark.missed, .mark.unknown { color: var(--th-muted); }
.example { padding: 16px 18px 6px; margin-top: 16px; }
.store { position: absolute; }
.views { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(46%, 196px), 1fr)); gap: 0 14px; }
figure { margin: 0; min-width: 0; display: grid; grid-row: span var(--rows); grid-template-rows: subgrid; gap: 0; padding-bottom: 12px; }
figcaption { font-size: 12.5px; color: var(--th-muted); margin-bottom: 4px; }
.th-overlay { display: block; width: 100%; height: auto; border-radius: 4px; background: #0b0e14; }
.th-attention { display: block; height: 92px; width: auto; max-width: 60%; align-self: flex-start; margin-top: auto; border-radius: 3px; background: #0b0e14; }
.person { display: flex; flex-direction: column; gap: 6px; padding-top: 8px; font-size: 12.5px; line-height: 1.45; }
.person ul { list-style: none; margin: 0; padding: 0; }
.person li { display: flex; gap: 4px; }
.person li span { overflow-wrap: anywhere; }
.person b { margin-left: auto; font-weight: 500; color: var(--th-muted); }
.who { font-weight: 600; }
.remark { color: var(--th-muted); }
details { padding: 10px 16px; }
summary { cursor: pointer; font-weight: 550; }
pre { overflow-x: auto; font: 12.5px/1.5 ui-monospace, Menlo, Consolas, monospace; }
@media (max-width: 560px) {
  main { padding: 24px 14px 40px; }
  nav { margin-inline: -14px; padding-inline: 14px; }
  th, td { padding: 6px 7px; }
  .scores thead th + th, .scores td:not(:has(.change)) { padding-right: 7px; }
  .scores td > .change { display: block; width: auto; margin: 0; }
  tbody th span, tfoot th span { display: block; margin: 0; }
  .example { padding: 12px 12px 0; }
  .actions .count { display: none; }
  .actions td, .actions th { padding: 3px 5px; }
  .strip svg { width: 84px; }
}
@media print {
  body { background: #fff; font-size: 11px; -webkit-print-color-adjust: exact; print-color-adjust: exact; }
  main { max-width: none; padding: 0; }
  nav { display: none; }
  section { margin-top: 22px; }
  .tile, .charts > svg, figure, tr { break-inside: avoid; }
  .example, .legend { break-inside: avoid-page; }
  h2, .note { break-after: avoid; }
  .views { grid-template-columns: repeat(5, 1fr); }
  .charts { grid-template-columns: repeat(2, 1fr); }
  .th-attention { height: 60px; }
}
`;
