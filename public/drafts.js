// Keeps a form while it is filled in: on the server, for whoever is signed in; nothing stays in this browser. Each tab has a key of its
// own, so that two tabs with one form do not write over each other. Without this script a form is kept when it comes too late.
const status = document.querySelector('[data-drafts]');
const AFTER_MS = 800;

function watch(form) {
  let [tab, version] = (form.elements._draft?.value ?? '').split('.');
  let timer = null;
  let running = Promise.resolve();
  let isDirty = false;
  let isSent = false;
  tab ||= crypto.randomUUID();
  version = Number(version ?? 0);
  const page = form.elements._page?.value ?? location.pathname + location.search;
  const mark = (name, value) => {
    const field = form.querySelector(`input[name="${name}"]`) ?? form.appendChild(Object.assign(document.createElement('input'), { type: 'hidden', name }));
    field.value = value;
  };

  function body() {
    const data = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (typeof value === 'string' && form.querySelector(`[name="${CSS.escape(name)}"]`)?.type !== 'password') data.append(name, value);
    data.set('_draft', `${tab}.${version}`);
    data.set('_page', page);
    data.set('_action', new URL(form.getAttribute('action') ?? location.href, location.href).pathname);
    return data;
  }

  const post = () => fetch(status.dataset.drafts, { method: 'POST', body: body(), keepalive: true, redirect: 'manual', headers: { accept: 'application/json' } });

  async function send() {
    const answer = await post();
    if (answer.status !== 409) return answer;
    // Another tab has gone on with it: this one goes on beside.
    [tab, version] = [crypto.randomUUID(), 0];
    return post();
  }

  function save() {
    clearTimeout(timer);
    if (!isDirty || isSent) return;
    isDirty = false;
    running = running.then(send).then(async (answer) => {
      if (answer.ok) version = (await answer.json()).version;
      mark('_draft', `${tab}.${version}`);
      status.textContent = answer.ok ? status.dataset.kept : answer.type === 'opaqueredirect' ? status.dataset.ended : status.dataset.lost;
    }).catch(() => {
      isDirty = true;
      if (!isSent) status.textContent = status.dataset.lost;
    });
  }

  form.addEventListener('input', () => {
    isDirty = true;
    clearTimeout(timer);
    timer = setTimeout(save, AFTER_MS);
  });
  form.addEventListener('submit', () => {
    isSent = true;
    clearTimeout(timer);
    mark('_draft', `${tab}.${version}`);
    mark('_page', page);
  });
  // A page from the browser's memory is filled in again.
  addEventListener('pageshow', ({ persisted }) => persisted && (isSent = false));
  addEventListener('pagehide', save);
  document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && save());
}

const FIELDS = 'textarea, select, input:not([type=hidden]):not([type=submit])';
const NOT_KEPT = 'input[type=password], [autocomplete=one-time-code]';
if (status) for (const form of document.querySelectorAll('main form[method=post]')) if (form.querySelector(FIELDS) && !form.querySelector(NOT_KEPT)) watch(form);
