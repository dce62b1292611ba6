/*
 * Forms with data-passkey: “create” makes a passkey, “get” uses one. The options come from the address in data-options, the
 * browser's answer goes into the form's field “answer”. Where the browser knows no passkeys, the forms stay hidden.
 */
const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (char) => char.charCodeAt(0));
const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
const withBytes = (list = []) => list.map((one) => ({ ...one, id: bytes(one.id) }));

async function create(options) {
  const publicKey = {
    ...options,
    challenge: bytes(options.challenge),
    user: { ...options.user, id: bytes(options.user.id) },
    excludeCredentials: withBytes(options.excludeCredentials),
  };
  const { id, rawId, type, response } = await navigator.credentials.create({ publicKey });
  const { clientDataJSON, attestationObject } = response;
  const transports = response.getTransports ? response.getTransports() : [];
  return { id, rawId: text(rawId), type, clientExtensionResults: {}, response: { clientDataJSON: text(clientDataJSON), attestationObject: text(attestationObject), transports } };
}

async function get(options) {
  const publicKey = { ...options, challenge: bytes(options.challenge), allowCredentials: withBytes(options.allowCredentials) };
  const { id, rawId, type, response } = await navigator.credentials.get({ publicKey });
  const { clientDataJSON, authenticatorData, signature } = response;
  return { id, rawId: text(rawId), type, clientExtensionResults: {}, response: { clientDataJSON: text(clientDataJSON), authenticatorData: text(authenticatorData), signature: text(signature) } };
}

async function ask(form) {
  const body = new URLSearchParams({ _token: form.elements._token?.value ?? '' });
  const answer = await fetch(form.dataset.options, { method: 'POST', body, headers: { accept: 'application/json' } });
  if (!answer.ok) throw new Error(String(answer.status));
  const options = await answer.json();
  return form.dataset.passkey === 'create' ? create(options) : get(options);
}

for (const form of document.querySelectorAll('form[data-passkey]')) {
  if (!window.PublicKeyCredential) break;
  form.hidden = false;
  const problem = form.querySelector('[data-passkey-problem]');
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    problem.hidden = true;
    ask(form).then(
      (answer) => {
        form.elements.answer.value = JSON.stringify(answer);
        form.submit();
      },
      () => (problem.hidden = false),
    );
  });
}
