// Passkeys: asks the device to sign what the server has given, and sends the answer with the form. Without it, passwords work as ever.
'use strict';
for (const button of document.querySelectorAll('[data-passkey]')) {
  if (!window.PublicKeyCredential || !PublicKeyCredential.parseRequestOptionsFromJSON) continue;
  button.hidden = false;
  const form = button.form;
  form.addEventListener('submit', async event => {
    if (form.elements.credential.value) return;
    event.preventDefault();
    const told = form.querySelector('[role=alert]');
    told.hidden = true;
    button.disabled = true;
    try {
      const answer = await fetch(button.dataset.options, { method: 'POST', body: new FormData(form) });
      if (!answer.ok) throw new Error(String(answer.status));
      const options = await answer.json();
      const credential = button.dataset.passkey === 'get'
        ? await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) })
        : await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) });
      form.elements.credential.value = JSON.stringify(credential);
      form.submit();
    } catch {
      told.textContent = button.dataset.failed;
      told.hidden = false;
      button.disabled = false;
    }
  });
}
