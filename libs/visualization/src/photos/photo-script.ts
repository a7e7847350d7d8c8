/** Switches the drawing of all photos; filters and the enlarged view are the gallery's. */
export const PHOTO_SCRIPT = `
(() => {
  const drawing = document.getElementById('drawing');
  if (!drawing) return;
  const show = () => {
    const roots = [document, ...[...document.querySelectorAll('template')].map((one) => one.content)];
    for (const root of roots)
      for (const image of root.querySelectorAll('.drawn')) image.src = image.getAttribute('data-' + drawing.value);
  };
  drawing.addEventListener('change', show);
  drawing.form.addEventListener('reset', () => setTimeout(show));
  // After going back, a browser keeps the choice.
  show();
})();
`;

export const PHOTO_STYLE = `
.drawn { display: block; width: 100%; height: auto; aspect-ratio: 4 / 3; object-fit: contain; background: #0b0e14; }
#viewer .drawn { height: 82vh; aspect-ratio: auto; }
.warning p { margin: 2px 0; }
#unreadable li { overflow-wrap: anywhere; font-size: 13px; }
@media (max-width: 560px) { #viewer .drawn { height: 60vh; } }
`;
