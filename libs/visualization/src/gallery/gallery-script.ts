/** Script that filters and enlarges samples, in plain JavaScript for current browsers. */
export const GALLERY_SCRIPT = `
(() => {
  const cards = [...document.querySelectorAll('.card')];
  const form = document.querySelector('.filters');
  if (!form) return;
  const viewer = document.getElementById('viewer');
  // A page may mark cards that its own filters hide.
  const isShown = (card) => !('unmatched' in card.dataset) && [...new FormData(form)].every(([field, value]) => {
    if (value === '') return true;
    const has = card.dataset[field];
    return field === 'text' ? has.includes(value.trim().toLowerCase()) : has.split(' ').includes(value);
  });
  const filter = () => {
    for (const card of cards) card.hidden = !isShown(card);
    const count = visible().length;
    form.querySelector('output').textContent = count + ' of ' + cards.length;
    document.getElementById('nothing').hidden = count > 0;
  };
  // In the order of the page, which may be sorted.
  const visible = () => [...document.querySelectorAll('.card')].filter((card) => !card.hidden);
  let current;
  const show = (card) => {
    current = card;
    viewer.querySelector('.stage').replaceChildren(card.querySelector('template').content.cloneNode(true));
    viewer.querySelector('p').textContent =
      [card.querySelector('h3'), card.querySelector('.text p')].map((part) => part.textContent).join(' · ');
    if (!viewer.open) viewer.showModal();
  };
  const step = (by) => {
    const list = visible();
    show(list[(list.indexOf(current) + by + list.length) % list.length]);
  };
  form.hidden = false;
  form.addEventListener('input', filter);
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('reset', () => setTimeout(filter));
  for (const card of cards) card.querySelector('.open').addEventListener('click', () => show(card));
  viewer.addEventListener('click', ({ target }) => {
    if (target === viewer || 'close' in target.dataset) viewer.close();
    else if (target.dataset.step) step(Number(target.dataset.step));
    else if ('bare' in target.dataset) target.ariaPressed = viewer.classList.toggle('bare');
  });
  viewer.addEventListener('keydown', ({ key }) => {
    if (key === 'ArrowLeft') step(-1);
    if (key === 'ArrowRight') step(1);
  });
  viewer.addEventListener('close', () => current.querySelector('.open').focus());
  filter();
})();
`;
