// Shows how far long work is while it is done: asks for the page again and puts its newer part in. Without this script a link does that.
const EVERY_MS = 2_000;

async function look() {
  const shown = document.querySelector('[data-progress]');
  if (shown?.dataset.progress !== 'running') return;
  // Nobody looks, or somebody is about to press a button: not now.
  if (!document.hidden && !shown.querySelector('form :focus')) {
    const answer = await fetch(location.href, { headers: { accept: 'text/html' }, redirect: 'error' }).catch(() => null);
    if (answer && !answer.ok) return;
    const newer = answer && new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('[data-progress]');
    if (newer) update(shown, newer);
  }
  setTimeout(look, EVERY_MS);
}

/** Puts in what says something else now, and nothing more: what is announced is announced once, and a link keeps its focus. */
function update(shown, newer) {
  const [parts, others] = [shown, newer].map((one) => [...one.querySelectorAll('[data-part]')]);
  if (parts.length !== others.length) return shown.replaceWith(document.adoptNode(newer));
  for (const [index, part] of parts.entries()) {
    const other = others[index];
    if (part.textContent.trim() !== other.textContent.trim()) part.replaceChildren(...[...other.childNodes].map((node) => document.adoptNode(node)));
  }
  shown.dataset.progress = newer.dataset.progress;
}

setTimeout(look, EVERY_MS);
