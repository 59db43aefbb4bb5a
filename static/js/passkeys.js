/* Passkeys. A form with data-passkey is shown where the browser knows them; sending it asks the device first:
   "add" makes one, "use" answers with one that the person has, "sign-in" fetches what is asked from the form's address.
   What the browser calls PublicKeyCredential is turned into JSON by webauthn-json.js, which comes with the sign-in library. */

const SAID = {
  NotAllowedError: 'Nothing was chosen, or it took too long. Try again.',
  InvalidStateError: 'This device or key is set up already.',
  SecurityError: 'Passkeys work only where the address has a name and the connection is secure: not at a bare number.',
}

const asked = async (form) => {
  if (form.dataset.passkey !== 'sign-in') return JSON.parse(document.getElementById('passkey-options').textContent)
  const answer = await fetch(form.action, { headers: { Accept: 'application/json' } })
  if (!answer.ok) throw new Error(answer.status === 429 ? 'Too many attempts. Wait a minute.' : 'The server did not answer.')
  return answer.json()
}

const answered = async (form) => {
  const options = await asked(form)
  if (form.dataset.passkey !== 'add') return window.webauthnJSON.get(options.request_options)
  const made = options.creation_options
  const alone = form.querySelector('[name="passwordless"]')?.checked ?? false
  const wanted = made.publicKey.authenticatorSelection
  Object.assign(wanted, { residentKey: alone ? 'required' : 'discouraged', requireResidentKey: alone })
  if (alone) wanted.userVerification = 'required'
  return window.webauthnJSON.create(made)
}

const prepare = (form) => {
  const said = form.querySelector('[data-passkey-said]')
  form.hidden = false
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    said.textContent = ''
    try {
      form.elements.credential.value = JSON.stringify(await answered(form))
      form.submit()
    } catch (error) {
      said.textContent = SAID[error.name] ?? error.message
    }
  })
}

if (window.webauthnJSON?.supported()) document.querySelectorAll('form[data-passkey]').forEach(prepare)
