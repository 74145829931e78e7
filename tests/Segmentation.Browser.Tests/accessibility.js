// Looks for what keeps a reader out, by WCAG 2.2 AA; returns what it finds, one sentence each.
() => {
  const problems = [];
  const all = selector => Array.from(document.querySelectorAll(selector));
  const visible = e => e.checkVisibility({ visibilityProperty: true });
  const words = e => (e.textContent || '').trim().replace(/\s+/g, ' ').slice(0, 50);
  const check = (ok, text) => { if (!ok) problems.push(text); };

  function nameOf(e) {
    const by = e.getAttribute('aria-labelledby');
    if (by) {
      return by.split(' ').map(id => document.getElementById(id)).map(t => t ? t.textContent : '').join(' ').trim();
    }
    const title = e.querySelector(':scope > title');
    return e.getAttribute('aria-label') || (e.labels && e.labels.length ? e.labels[0].textContent : '')
      || (title ? title.textContent : '') || e.textContent.trim();
  }

  // The page and its parts.
  check(/^[a-z]{2}/.test(document.documentElement.lang), 'the page has no language');
  check(document.title.trim().length > 0, 'the page has no title');
  check(all('main').length === 1, 'there is not one main part');
  check(all('body > header').length === 1 && all('body > footer').length === 1, 'header and footer are not landmarks');
  check(all('nav').every(nameOf), 'a navigation has no name');
  check(all('section, article, [role=region]').every(nameOf), 'a region has no name');
  const landmarks = all('section, article, nav, [role=region]').filter(visible).map(nameOf);
  landmarks.filter((n, i) => landmarks.indexOf(n) !== i).forEach(n => problems.push('two regions are called ' + n));
  const skip = document.querySelector('a[href^="#"]');
  check(skip && document.getElementById(skip.hash.slice(1)), 'the first link does not skip to the content');
  const ids = all('[id]').map(e => e.id);
  ids.filter((id, i) => ids.indexOf(id) !== i).forEach(id => problems.push('two elements have the id ' + id));

  // Headings.
  const levels = all('h1, h2, h3, h4, h5, h6').map(h => Number(h.tagName[1]));
  check(levels.filter(l => l === 1).length === 1, 'there is not one first heading');
  levels.forEach((l, i) => check(i === 0 || l <= levels[i - 1] + 1, 'heading ' + i + ' leaves out a level'));
  check(all('h1, h2, h3, h4').every(h => h.textContent.trim()), 'a heading is empty');

  // Controls, pictures and tables.
  all('a, button, input, summary, [tabindex]').forEach(e => check(nameOf(e), 'no name: ' + e.outerHTML.slice(0, 80)));
  all('svg, img').filter(e => !e.closest('[aria-hidden=true]')).forEach(e => {
    check(e.getAttribute('role') === 'img' && nameOf(e).length > 20, 'a picture has no text alternative');
  });
  all('table').forEach(t => {
    const heads = Array.from(t.querySelectorAll('th'));
    check(t.caption && t.caption.textContent.trim(), 'a table has no caption');
    check(heads.every(th => th.closest('tbody') ? th.cellIndex === 0 : th.scope === 'col'),
      'what a header cell of ' + words(t.caption) + ' is for cannot be told');
    check(Array.from(t.tBodies[0].rows).every(r => r.cells[0].tagName === 'TH'),
      'a row of ' + words(t.caption) + ' has no heading');
    check(Array.from(t.tHead.rows[0].cells).every(words), 'a column of ' + words(t.caption) + ' has no heading');
    check(Array.from(t.rows).every(r => r.cells.length === t.rows[0].cells.length), words(t.caption) + ' is ragged');
  });
  all('.scroll').filter(e => e.scrollWidth > e.clientWidth + 1)
    .forEach(e => check(e.tabIndex === 0, 'what scrolls cannot be reached by keyboard: ' + nameOf(e)));
  all('dl').forEach(dl => check(
    Array.from(dl.children).every(c => /^(DT|DD|DIV)$/.test(c.tagName)), 'a list of terms holds something else'));
  all('ul').forEach(ul => check(Array.from(ul.children).every(c => c.tagName === 'LI'), 'a list holds something else'));

  // Contrast: of each text to what is painted behind it.
  const parse = text => {
    const n = (text.match(/[\d.]+/g) || []).map(Number);
    return text.startsWith('rgb') ? { c: n.slice(0, 3), a: n.length > 3 ? n[3] : 1 } : { c: [0, 0, 0], a: 0 };
  };
  const over = (top, below) => top.c.map((v, i) => (v * top.a) + (below[i] * (1 - top.a)));
  const light = c => {
    const l = c.map(v => v / 255).map(v => v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4));
    return (0.2126 * l[0]) + (0.7152 * l[1]) + (0.0722 * l[2]);
  };
  const contrast = (a, b) => (Math.max(light(a), light(b)) + 0.05) / (Math.min(light(a), light(b)) + 0.05);
  function behind(e) {
    const layers = [];
    for (let p = e; p; p = p.parentElement) {
      const layer = parse(getComputedStyle(p).backgroundColor);
      if (layer.a > 0) {
        layers.push(layer);
      }
    }
    return layers.reverse().reduce((below, layer) => over(layer, below), [255, 255, 255]);
  }
  // A cell's text stands on the last shape before it that is painted at its middle.
  function behindText(text) {
    const svg = text.ownerSVGElement;
    const box = text.getBBox();
    const middle = svg.createSVGPoint();
    middle.x = box.x + (box.width / 2);
    middle.y = box.y + (box.height / 2);
    let colour = behind(svg);
    for (const shape of svg.querySelectorAll('path, rect')) {
      const fill = parse(getComputedStyle(shape).fill);
      if (fill.a > 0 && (shape.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING)
          && shape.isPointInFill(middle)) {
        colour = over(fill, colour);
      }
    }
    return colour;
  }
  let texts = 0;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const e = node.parentElement;
    if (!node.data.trim() || !visible(e) || e.closest('title, desc, script, style, .skip, [aria-hidden=true]')) {
      continue;
    }
    texts++;
    const style = getComputedStyle(e);
    const drawn = e instanceof SVGElement;
    const paper = drawn ? behindText(e) : behind(e);
    const ink = over(parse(drawn ? style.fill : style.color), paper);
    const size = parseFloat(style.fontSize);
    const needed = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700) ? 3 : 4.5;
    const found = contrast(ink, paper);
    check(found >= needed, 'contrast ' + found.toFixed(2) + ': ' + words(e));
  }
  check(texts > 100, 'only ' + texts + ' texts were looked at');
  return Array.from(new Set(problems));
}
