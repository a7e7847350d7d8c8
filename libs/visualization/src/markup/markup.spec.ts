import { Markup, markup } from './markup';

describe('markup', () => {
  it('escapes strings in text and in attributes', () => {
    const name = `"><script>alert('&')</script>`;
    expect(markup`<a title="${name}">${name}</a>`.text).toBe(
      '<a title="&quot;&gt;&lt;script&gt;alert(&#39;&amp;&#39;)&lt;/script&gt;">' +
        '&quot;&gt;&lt;script&gt;alert(&#39;&amp;&#39;)&lt;/script&gt;</a>',
    );
  });

  it('keeps markup, joins lists and drops null, undefined and false', () => {
    const inner = new Markup('<b>1</b>');
    expect(markup`${inner}${[inner, ['<', 2]]}${null}${undefined}${false}${0}${''}`.text).toBe(
      '<b>1</b><b>1</b>&lt;20',
    );
  });

  it('replaces control characters, which HTML and SVG do not allow', () => {
    expect(markup`${'a\u0000b\u001bc\td\n'}`.text).toBe('a\ufffdb\ufffdc\td\n');
  });
});
