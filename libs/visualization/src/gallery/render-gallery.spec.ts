import { COCO_KEYPOINTS } from '@turbo-hoi/core';
import { GALLERY_SCRIPT } from './gallery-script';
import type { Gallery, GallerySample } from './gallery';
import { renderGallery } from './render-gallery';

const count = (text: string, what: string | RegExp) => text.split(what).length - 1;
const BALL = { box: [40, 40, 50, 50], label: 'sports ball' } as const;

function sample(rest: Partial<GallerySample> = {}): GallerySample {
  return {
    title: 'a.jpg',
    id: 7,
    split: 'train',
    width: 100,
    height: 80,
    image: 'data:image/png;base64,AAAA',
    layout: COCO_KEYPOINTS,
    people: [
      {
        box: [10, 10, 30, 70],
        keypoints: null,
        actions: [
          { name: 'stand', target: null },
          { name: 'hit_obj', target: BALL },
        ],
      },
    ],
    objects: [BALL, { box: [60, 10, 70, 20], label: 'cup' }],
    ...rest,
  };
}

function gallery(rest: Partial<Gallery> = {}): Gallery {
  return {
    title: 'mine',
    facts: [['images', 1234]],
    findings: [],
    tables: [],
    samples: [sample()],
    ...rest,
  };
}

describe('a page', () => {
  it('contains no URLs but those of its images', () => {
    const html = renderGallery(gallery());
    const addresses = [...html.matchAll(/\b(?:src|href)="([^"]*)"/g)].map(([, address]) => address);
    expect(addresses.filter((address) => !/^(#|data:)/.test(address))).toEqual([]);
    expect(html).not.toMatch(/@import|url\(/);
    expect(html).toContain('<dt>images</dt><dd>1,234</dd>');
  });

  it('escapes all names of a data set', () => {
    const evil = '<img src=x onerror="alert(1)">';
    const html = renderGallery(
      gallery({
        title: evil,
        remark: evil,
        facts: [[evil, 1]],
        findings: [{ severity: 'error', title: evil, count: 1, examples: [evil] }],
        tables: [
          {
            id: 't',
            title: evil,
            note: evil,
            columns: [evil],
            rows: [{ name: evil, values: [1] }],
          },
        ],
        samples: [
          sample({
            title: evil,
            split: evil,
            people: [
              {
                box: [1, 1, 9, 9],
                keypoints: null,
                actions: [{ name: evil, target: { ...BALL, label: evil } }],
              },
            ],
            objects: [{ ...BALL, label: evil }],
          }),
          sample({ split: '\'"><script>' }),
        ],
      }),
    );
    expect(html).not.toContain('<img');
    expect(count(html, '<script>')).toBe(1);
    expect(html).toContain('&lt;img src=x onerror=&quot;alert(1)&quot;&gt;');
  });

  it('links to its sections', () => {
    const tables = [{ id: 'totals', title: 'Totals', columns: ['train'], rows: [] }];
    const html = renderGallery(gallery({ tables }));
    const links = [...html.matchAll(/<a href="#(\w+)">/g)].map(([, id]) => id);
    expect(links).toEqual(['findings', 'samples', 'totals']);
    for (const id of links) expect(count(html, `<section id="${id}">`)).toBe(1);
  });

  it('has no samples section without samples', () => {
    const html = renderGallery(gallery({ samples: [] }));
    expect(html).not.toContain('id="samples"');
    expect(html).not.toContain('class="filters"');
  });
});

describe('samples', () => {
  it('are drawn with all annotations, and described as text', () => {
    const html = renderGallery(gallery());
    // One for the card, one for the enlarged view.
    expect(count(html, 'class="th-overlay"')).toBe(2);
    expect(count(html, '<image href="data:image/png;base64,AAAA"')).toBe(1);
    expect(html).toContain('hit obj · sports ball');
    expect(html).toContain('<b>1</b> <span>stand, hit obj · sports ball</span>');
    expect(html).toContain('train · id 7 · 100 × 80');
    expect(html).toContain('sports ball, cup');
    // The other object, dashed.
    expect(html).toContain('M60 10H70V20H60z');
  });

  it('state missing annotations', () => {
    const person = { box: [1, 1, 9, 9] as const, keypoints: null };
    const html = renderGallery(
      gallery({
        samples: [
          sample({
            people: [
              { ...person, actions: null },
              { ...person, actions: [] },
            ],
          }),
        ],
      }),
    );
    expect(html).toContain('<span>actions not annotated</span>');
    expect(html).toContain('<span>no action</span>');
  });

  it('leave out boxes that are not finite', () => {
    const broken = { box: [NaN, 0, Infinity, 5] as const, keypoints: null, actions: [] };
    const html = renderGallery(gallery({ samples: [sample({ people: [broken] })] }));
    expect(html).not.toMatch(/NaN|Infinity/);
  });

  it('fold long lists of people', () => {
    const crowd = Array.from({ length: 9 }, () => sample().people[0]);
    const html = renderGallery(gallery({ samples: [sample({ people: crowd })] }));
    expect(html).toContain('<summary>4 more people</summary>');
  });

  it('have the attributes that the filters use', () => {
    const other = sample({ split: 'test', people: [], objects: [], title: 'B.jpg', id: 9 });
    const html = renderGallery(gallery({ samples: [sample(), other] }));
    const options = (name: string) => {
      const [, list] = new RegExp(`<select name="${name}">(.*?)</select>`).exec(html)!;
      return [...list.matchAll(/<option value="(\d*)">([^<]*)/g)].map(([, , text]) => text);
    };
    expect(options('splits')).toEqual(['all', 'train', 'test']);
    expect(options('actions')).toEqual(['all', 'hit obj', 'stand']);
    expect(options('classes')).toEqual(['all', 'cup', 'sports ball']);
    expect(html).toContain(
      'data-splits="0" data-actions="1 0" data-classes="1 0" data-text="a.jpg 7"',
    );
    expect(html).toContain('data-splits="1" data-actions="" data-classes="" data-text="b.jpg 9"');
  });

  it('are accessible by keyboard, each with a name', () => {
    const html = renderGallery(gallery());
    expect(html).toContain('<button type="button" class="open" aria-label="Enlarge a.jpg"');
    for (const [control] of html.matchAll(/<(select|input)[^>]*>/g)) {
      expect(html).toMatch(new RegExp(`<label>[^<]+ ${control.replace(/[?"]/g, '.')}`));
    }
  });

  it('have a script without syntax errors', () => {
    expect(() => new Function(GALLERY_SCRIPT)).not.toThrow();
  });
});

describe('findings', () => {
  const finding = { title: 'box without area', count: 12, examples: ['train, image 3'] };

  it('list examples and the number of further ones', () => {
    const html = renderGallery(gallery({ findings: [{ ...finding, severity: 'error' }] }));
    expect(html).toContain('<details class="finding is-error" open>');
    expect(html).toContain('<li>train, image 3</li><li class="remark">… and 11 more</li>');
  });

  it('are folded if they are notes', () => {
    const html = renderGallery(gallery({ findings: [{ ...finding, severity: 'note' }] }));
    expect(html).toContain('<details class="finding is-note">');
  });

  it('are replaced by a sentence if there are none', () => {
    expect(renderGallery(gallery())).toContain('No findings.');
  });
});

describe('tables', () => {
  const rows = [
    { name: 'talk_on_phone', values: [2000, null] },
    { name: 'instr', isPart: true, values: [500, 3] },
  ];
  const table = { id: 'actions', title: 'Actions', columns: ['train', 'test'], rows };

  it('show counts with bars, and a dash for unknown ones', () => {
    const html = renderGallery(gallery({ tables: [table] }));
    expect(html).toContain('<th scope="row">talk on phone</th><td>2,000</td><td>–</td>');
    expect(html).toContain('<tr class="part"><th scope="row">instr</th><td>500</td><td>3</td>');
    expect([...html.matchAll(/width:([\d.]+)%"/g)].map(([, width]) => width)).toEqual([
      '100.0',
      '25.0',
    ]);
  });

  it('have no bars if rows count different things, and fold if folded is set', () => {
    const html = renderGallery(gallery({ tables: [{ ...table, mixed: true, folded: true }] }));
    expect(html).not.toContain('class="bar"');
    expect(html).toContain('<details><summary>2 rows</summary>');
  });
});
