/**
 * Sorts photos, marks those without a matching interaction for the gallery's filter, and switches the drawing of all photos; the
 * other filters and the enlarged view are the gallery's. It runs before the gallery's script.
 */
export const PHOTO_SCRIPT = `
(() => {
  const form = document.querySelector('.filters');
  const [drawing, order, action, least] = ['drawing', 'order', 'action', 'least'].map((id) => document.getElementById(id));
  const cards = [...document.querySelectorAll('.card')];
  // The class is the gallery's filter; with an action or a score it has to be the object of one and the same interaction.
  const match = () => {
    const [wanted, minimum] = [action ? action.value : '', Number(least.value) || 0];
    const object = (form.elements.classes || {}).value || '';
    for (const card of cards) {
      const has = (one) => {
        const [verb, target, score] = one.split(' ');
        return (wanted === '' || verb === wanted) && (object === '' || target === object) && score >= minimum;
      };
      const isMatch = (wanted === '' && minimum === 0) || card.dataset.triplets.split(';').some((one) => one && has(one));
      card.toggleAttribute('data-unmatched', !isMatch);
    }
  };
  const sort = () => {
    const value = { best: (card) => -card.dataset.best, people: (card) => -card.dataset.people, name: () => 0 }[order.value];
    const byName = (a, b) => a.dataset.text.localeCompare(b.dataset.text, 'en', { numeric: true });
    const sorted = [...cards].sort((a, b) => value(a) - value(b) || byName(a, b) || a.dataset.index - b.dataset.index);
    sorted[0]?.parentElement.append(...sorted);
  };
  const show = () => {
    if (!drawing) return;
    const roots = [document, ...[...document.querySelectorAll('template')].map((one) => one.content)];
    for (const root of roots)
      for (const image of root.querySelectorAll('.drawn')) image.src = image.getAttribute('data-' + drawing.value);
  };
  const all = () => [show, sort, match].forEach((update) => update());
  drawing?.addEventListener('change', show);
  order.addEventListener('change', sort);
  form.addEventListener('input', match);
  form.addEventListener('reset', () => setTimeout(all));
  // After going back, a browser keeps the choices.
  all();
})();
`;

export const PHOTO_STYLE = `
.drawn { display: block; width: 100%; height: auto; aspect-ratio: 4 / 3; object-fit: contain; background: #0b0e14; }
#viewer .drawn { height: 82vh; aspect-ratio: auto; }
.filters input[type="number"] { width: 86px; }
.warning p { margin: 2px 0; }
#unreadable li { overflow-wrap: anywhere; font-size: 13px; }
@media (max-width: 560px) { #viewer .drawn { height: 60vh; } }
`;
