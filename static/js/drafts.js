/* Forms with data-draft are kept on this device while somebody types, and filled again after a crash, a reload or a new
   sign-in. Where something else was stored meanwhile (another data-revision), a draft that was never sent is offered and
   overwrites nothing by itself. */

const PAUSE = 400;
const HIDDEN = new Set(["csrfmiddlewaretoken", "revision"]);
const place = (form) => `factcheck:draft:${form.dataset.draft}`;

function entries(form) {
  return [...new FormData(form)].filter(([name, value]) => !HIDDEN.has(name) && typeof value === "string");
}

function say(form, text) {
  const status = form.querySelector("[data-draft-status]");
  if (status) status.textContent = text;
}

function keep(form, isSent = false) {
  try {
    localStorage.setItem(place(form), JSON.stringify({ isSent, revision: form.dataset.revision, entries: entries(form) }));
    say(form, "Draft kept on this device.");
  } catch { say(form, "This browser keeps no drafts: save soon."); }
}

function fill(form, draft) {
  for (const box of form.querySelectorAll("[type=radio]")) box.checked = false;
  for (const [name, value] of draft.entries) {
    for (const field of form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
      if (field.type === "radio") field.checked = field.value === value;
      else if (!field.matches("button")) field.value = value;
    }
  }
}

function offer(form, draft) {
  const button = Object.assign(document.createElement("button"), { type: "button", className: "button", textContent: "Fill in the draft kept on this device" });
  button.dataset.quiet = button.dataset.small = "";
  button.addEventListener("click", () => { fill(form, draft); keep(form); button.remove(); });
  form.append(button);
}

for (const form of document.querySelectorAll("form[data-draft]")) {
  let draft = null;
  try { draft = JSON.parse(localStorage.getItem(place(form))); } catch { /* nothing that can be read */ }
  const isAnswer = form.querySelector(".bench-error, [aria-invalid]") !== null;
  if (draft && draft.revision === form.dataset.revision && !isAnswer) {
    fill(form, draft);
    say(form, "Your draft from this device is filled in.");
  } else if (draft && draft.revision !== form.dataset.revision) {
    if (draft.isSent) localStorage.removeItem(place(form));
    else offer(form, draft);
  }
  let timer = 0;
  form.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(() => keep(form), PAUSE); });
  addEventListener("pagehide", () => { if (timer) { clearTimeout(timer); keep(form); } });
  form.addEventListener("submit", () => { clearTimeout(timer); keep(form, true); timer = 0; });
}
