/** Styles of the data set page in addition to those of the report. */
export const GALLERY_STYLE = `
[hidden] { display: none !important; }
:root { --th-warn: #a16207; }
@media screen and (prefers-color-scheme: dark) { :root { --th-warn: #eab308; } }
.finding { margin-top: 8px; padding: 8px 14px; }
.finding summary b { margin-left: 6px; font-weight: 600; color: var(--th-muted); }
.finding ul { margin: 8px 0 4px; padding-left: 20px; font: 12.5px/1.6 ui-monospace, Menlo, Consolas, monospace; overflow-wrap: anywhere; white-space: pre-line; }
.severity { display: inline-block; min-width: 68px; margin-right: 6px; padding: 1px 8px; border-radius: 99px; border: 1px solid currentcolor; font-size: 12px; text-align: center; color: var(--th-muted); }
.is-error .severity { color: var(--th-down); } .is-warning .severity { color: var(--th-warn); }
.clean b { color: var(--th-up); }
.filters { display: flex; flex-wrap: wrap; gap: 8px 14px; align-items: end; margin-bottom: 14px; font-size: 13px; }
.filters label { display: grid; gap: 2px; color: var(--th-muted); }
.filters select, .filters input, .filters button, #viewer button { font: inherit; font-size: 14px; color: var(--th-ink); background: var(--th-paper); border: 1px solid var(--th-grid); border-radius: 7px; padding: 5px 9px; min-height: 34px; max-width: 220px; }
.filters button, #viewer button { cursor: pointer; }
.filters output { margin-left: auto; color: var(--th-muted); }
:focus-visible { outline: 2px solid var(--th-accent); outline-offset: 2px; }
.legend ul { display: flex; flex-wrap: wrap; gap: 2px 20px; }
.swatch.dashed { background: none; outline: 0; border: 1px dashed var(--th-muted); }
.cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 270px), 1fr)); gap: 14px; align-items: start; }
.card { background: var(--th-paper); border: 1px solid var(--th-grid); border-radius: 10px; overflow: hidden; }
.open { display: block; width: 100%; padding: 0; border: 0; background: #0b0e14; cursor: zoom-in; }
.open:focus-visible { outline-offset: -3px; }
.open .th-overlay { aspect-ratio: 4 / 3; height: 100%; border-radius: 0; }
.text { padding: 10px 13px 12px; font-size: 12.5px; line-height: 1.45; }
.text h3 { margin: 0; font-size: 13px; }
.text p { margin: 1px 0 6px; color: var(--th-muted); }
.text p.remark { margin: 6px 0 0; }
.text ul { list-style: none; margin: 0; padding: 0; }
.text li { display: flex; gap: 7px; }
.text li b { color: var(--th-muted); font-weight: 600; }
.text details { padding: 0; border: 0; margin-top: 2px; }
#viewer { width: min(96vw, 1200px); max-width: none; padding: 0; border: 0; border-radius: 12px; background: var(--th-paper); color: var(--th-ink); overflow: hidden; }
#viewer::backdrop { background: rgb(0 0 0 / 72%); }
#viewer .stage { background: #0b0e14; }
#viewer .th-overlay { height: 82vh; border-radius: 0; }
#viewer.bare svg > :not(use) { display: none; }
#viewer [aria-pressed="true"] { border-color: var(--th-accent); }
#viewer .strip { display: flex; gap: 8px; align-items: center; padding: 8px 12px; }
#viewer .strip p { flex: 1; margin: 0; font-size: 13.5px; text-align: center; overflow-wrap: anywhere; }
.counts { width: auto; min-width: min(100%, 560px); }
.counts td, .counts th { padding-block: 4px; }
.counts .part > * { border-top-color: transparent; color: var(--th-muted); }
.counts .part th { padding-left: 30px; font-weight: 400; }
.counts .bar { width: 140px; }
.counts .bar i { display: block; height: 7px; min-width: 1px; border-radius: 2px; background: var(--th-accent); opacity: .8; }
.counts .part .bar i { opacity: .35; }
@media (max-width: 560px) {
  .filters label { flex: 1 1 40%; } .filters select, .filters input { width: 100%; max-width: none; }
  .counts .bar { display: none; }
  #viewer .th-overlay { height: 60vh; }
}
@media print {
  .filters, #viewer { display: none; }
  .cards { grid-template-columns: repeat(3, 1fr); }
  .card { break-inside: avoid; }
}
`;
