// Looks for what leaves the page, is cut off or runs into something else; returns what it finds.
() => {
  const problems = [];
  const root = document.documentElement;
  if (document.body && root.scrollWidth > root.clientWidth) {
    problems.push('the page is ' + root.scrollWidth + ' wide in ' + root.clientWidth);
  }
  for (const e of document.querySelectorAll('body *')) {
    const r = e.getBoundingClientRect();
    const scrolled = e.parentElement.closest('.scroll');
    if (r.width > 0 && r.right > root.clientWidth + 1
        && !(scrolled && getComputedStyle(scrolled).overflowX === 'auto')) {
      problems.push('beyond the edge: ' + e.tagName + ' ' + (e.textContent || '').trim().slice(0, 40));
    }
  }
  const word = document.createRange();
  for (const cell of document.querySelectorAll('td:not(.text)')) {
    const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      for (const figure of text.data.matchAll(/[^ ]*[0-9][^ ]*/g)) {
        word.setStart(text, figure.index);
        word.setEnd(text, figure.index + figure[0].length);
        if (new Set(Array.from(word.getClientRects()).map(r => Math.round(r.top))).size > 1) {
          problems.push('broken in the middle: ' + figure[0]);
        }
      }
    }
  }
  for (const chart of document.querySelectorAll('svg[role=img] svg, svg.chart')) {
    const room = chart.getBoundingClientRect();
    const texts = Array.from(chart.querySelectorAll(':scope > text, :scope > g > text')).filter(t => t.textContent.trim());
    const boxes = texts.map(t => t.getBoundingClientRect());
    boxes.forEach((b, i) => {
      const said = '"' + texts[i].textContent.slice(0, 40) + '" of ' + chart.querySelector('title').textContent;
      if (b.left < room.left - 2 || b.right > room.right + 2 || b.top < room.top - 2 || b.bottom > room.bottom + 4) {
        problems.push('outside its chart: ' + said);
      }
      boxes.slice(i + 1).forEach((o, j) => {
        const across = Math.min(b.right, o.right) - Math.max(b.left, o.left);
        const down = Math.min(b.bottom, o.bottom) - Math.max(b.top, o.top);
        if (across > 1 && down > Math.min(b.height, o.height) * 0.35) {
          problems.push(said + ' runs into "' + texts[i + 1 + j].textContent.slice(0, 40) + '"');
        }
      });
    });
  }
  return Array.from(new Set(problems)).slice(0, 20);
}
