// The quick way out of a young person's pages: nothing of them is left on the screen or one step back. Without this script the
// button is a form that does the same, but for the step back.
const exit = document.querySelector('[data-quick-exit]');
const PRESSES = 3;
const WITHIN_MS = 5000;
let pressed = [];

function leave() {
  document.title = '';
  document.body.hidden = true;
  fetch(exit.action, { method: 'POST', body: new URLSearchParams(), keepalive: true, redirect: 'manual' }).catch(() => undefined);
  location.replace(exit.dataset.quickExit);
}

exit?.addEventListener('submit', (event) => {
  event.preventDefault();
  leave();
});

if (exit) {
  document.addEventListener('keydown', ({ key, timeStamp }) => {
    if (key !== 'Escape') return;
    pressed = [...pressed, timeStamp].filter((at) => timeStamp - at < WITHIN_MS);
    if (pressed.length >= PRESSES) leave();
  });
  // Back, or a page that the browser kept: it is asked for anew.
  addEventListener('pageshow', ({ persisted }) => persisted && location.reload());
}
